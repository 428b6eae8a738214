/*
 * ipa.h - the asset inventory in the columns of IPA's "リスク分析シート" (appendix 7 of
 * 中小企業の情報セキュリティ対策ガイドライン), which many companies keep already.
 *
 * Columns A to O are what is typed there; what follows the sheet computes by itself. All is
 * Japanese, whatever the language of the workbook: it is a Japanese form.
 *
 * Scales. Since edition 3.1 (2023) C, I, A and the importance are 3, 2, 1; before they were
 * 2, 1, 0, with the same three meanings. The workbook has 2, 1, 0 (form `assets`): what goes out
 * is one more, and what comes in has to say which it is. Threat, vulnerability and likelihood are
 * 3, 2, 1 in both; likelihood = max(1, threat + vulnerability - 3), and the risk value is
 * importance times likelihood, on the sheet's scale. (Tokyo Metropolitan Government, R5 seminar 6,
 * pages 11-2-3 and 11-2-4; 極意ハンドブック guidebook/339 for the columns.)
 */
#ifndef SONAE_MODEL_IPA_H
#define SONAE_MODEL_IPA_H

#include <stdbool.h>

/* X(NAME, heading in the sheet, field of the form `assets`) */
#define IPA_COLUMN_LIST(X)                                 \
	X(CATEGORY, "業務分類", "category")                \
	X(NAME, "情報資産名称", "name")                    \
	X(NOTE, "備考", "note")                            \
	X(USERS, "利用者範囲", "users")                    \
	X(DEPARTMENT, "管理部署", "department")            \
	X(STORAGE, "媒体・保存先", "storage")              \
	X(PERSONAL, "個人情報", "personal")                \
	X(SENSITIVE, "要配慮個人情報", "sensitive")        \
	X(MY_NUMBER, "特定個人情報", "my_number")          \
	X(CONFIDENTIALITY, "機密性", "confidentiality")    \
	X(INTEGRITY, "完全性", "integrity")                \
	X(AVAILABILITY, "可用性", "availability")          \
	X(IMPORTANCE, "重要度", "importance")              \
	X(RETENTION, "保存期限", "retention")              \
	X(REGISTERED, "登録日", "registered")              \
	X(THREAT, "脅威", "threat")                        \
	X(VULNERABILITY, "脆弱性", "vulnerability")        \
	X(LIKELIHOOD, "被害発生可能性", "likelihood")      \
	X(RISK, "リスク値", "risk_value")

enum ipa_column {
#define IPA_ENUM(NAME, heading, field) IPA_##NAME,
	IPA_COLUMN_LIST(IPA_ENUM)
#undef IPA_ENUM
	IPA_COLUMNS
};
enum {
	IPA_TYPED = IPA_THREAT, /* columns that are typed: A to O */
	IPA_SCALE_STEP = 1,     /* what a rating of the sheet is above one of the workbook, since 3.1 */
};

const char *ipa_heading(enum ipa_column column);
const char *ipa_field(enum ipa_column column);
/* Is it a rating on the scale that differs (C, I, A, importance)? */
bool ipa_is_rating(enum ipa_column column);

#define IPA_YES "有" /* in the three columns about persons; "" = no */

/* What the sheet calls a storage place of ours ("office_pc": "事務所PC"); "" when it knows none.
 * A cabinet is "書類" there, like the papers that lie open. */
const char *ipa_storage(const char *choice);

#endif
