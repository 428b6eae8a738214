/* report_findings.h - open findings as the report tells them: in their part, and in the summary. */
#ifndef SONAE_SRC_EXPORT_REPORT_FINDINGS_H
#define SONAE_SRC_EXPORT_REPORT_FINDINGS_H

#include "report_parts.h"
#include "sonae/model/finding.h"

/* Appends those of all worksheets that go out, without those on rows or fields that do not. */
void report_open_findings(const struct report *report, struct findings *out);

/* Findings of one kind are the same gap, or the same trouble with the same field. */
bool report_is_first_of_kind(const struct findings *findings, size_t index);
size_t report_count_kind(const struct findings *findings, size_t first);
size_t report_count_level(const struct findings *findings, enum finding_level level);
/* A list of the rows of that kind, the first `most` of them by name. */
void report_finding_rows(struct report *report, const struct findings *findings, size_t first,
                         size_t most);

#endif
