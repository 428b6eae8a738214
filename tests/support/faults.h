/*
 * faults.h - a disk and a memory that fail on demand.
 *
 * For programs linked with FAULT_WRAP (Makefile): calls from our own code come here first.
 * While armed they are counted, from 1, and the plan says which of them fail and how.
 * Syncs are never passed on: killing a process loses nothing that the kernel has.
 */
#ifndef SUPPORT_FAULTS_H
#define SUPPORT_FAULTS_H

#include <stdbool.h>

enum fault_kind {
	FAULT_NONE,     /* only counted */
	FAULT_ONCE,     /* call `at` fails */
	FAULT_DENIED,   /* the same, but only calls that name a path are counted */
	FAULT_SHORT,    /* write `at` takes half of it; only writes are counted */
	FAULT_FULL,     /* from call `at` on there is no room; a write there takes half of it */
	FAULT_READ_ONLY, /* from call `at` on nothing can be changed */
	FAULT_DEAD,     /* from call `at` on nothing works */
	FAULT_MEMORY,   /* allocation `at` fails; only allocations are counted */
};

struct fault_plan {
	enum fault_kind kind;
	int error; /* of FAULT_ONCE and FAULT_DENIED */
	unsigned long at;
};

/* Begins to count anew. */
void faults_arm(struct fault_plan plan);
/* Calls pass uncounted until faults_go_on(). */
void faults_pause(void);
void faults_go_on(void);
/* How many calls were counted. */
unsigned long faults_counted(void);

#endif
