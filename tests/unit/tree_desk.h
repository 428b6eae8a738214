/* tree_desk.h - a desk with trees on it: "wood", an attack tree, "parts", a plain one, and risks. */
#ifndef TESTS_UNIT_TREE_DESK_H
#define TESTS_UNIT_TREE_DESK_H

#include "ui_desk.h"

#include "sonae/store/draft.h"
#include "sonae/ui/cell_view.h"

static const char wood[] =
    "[form]\nkind = \"tree\"\nprefix = \"X\"\ntitle_ja = \"攻撃の木\"\ntitle_en = \"Attack tree\"\n"
    "purpose_ja = \"どう起きるか。\"\npurpose_en = \"How it would happen.\"\n"
    "[field label]\ntype = \"text\"\nrequired = \"yes\"\nlabel_ja = \"できごと\"\nlabel_en = \"Event\"\n"
    "help_ja = \"何が起きるか。\"\nhelp_en = \"What happens.\"\n"
    "[field gate]\ntype = \"choice\"\nlabel_ja = \"つなぎ\"\nlabel_en = \"Gate\"\n"
    "help_ja = \"ORかANDか。\"\nhelp_en = \"OR or AND.\"\n"
    "[choice gate or]\nja = \"OR\"\nen = \"OR\"\n[choice gate and]\nja = \"AND\"\nen = \"AND\"\n"
    "[field stride]\ntype = \"choice\"\nlabel_ja = \"種類\"\nlabel_en = \"STRIDE\"\n"
    "help_ja = \"六つのどれか。\"\nhelp_en = \"One of six.\"\n"
    "[choice stride spoofing]\nja = \"S なりすまし\"\nen = \"S Spoofing\"\n"
    "[choice stride disclosure]\nja = \"I 情報漏えい\"\nen = \"I Disclosure\"\n"
    "[field probability]\ntype = \"percent\"\nleaf = \"yes\"\nmin = \"0\"\nmax = \"100\"\nlabel_ja = \"確率\"\nlabel_en = \"Chance\"\n"
    "help_ja = \"1年に。\"\nhelp_en = \"In a year.\"\n"
    "[field cost]\ntype = \"money\"\nleaf = \"yes\"\nlabel_ja = \"費用\"\nlabel_en = \"Cost\"\n"
    "help_ja = \"攻撃の費用。\"\nhelp_en = \"To the attacker.\"\n"
    "[field skill]\ntype = \"int\"\nleaf = \"yes\"\nmin = \"1\"\nmax = \"5\"\nlabel_ja = \"技\"\nlabel_en = \"Skill\"\n"
    "help_ja = \"1から5。\"\nhelp_en = \"1 to 5.\"\n"
    "[field measure]\ntype = \"text\"\nlabel_ja = \"対策\"\nlabel_en = \"Measure\"\n"
    "help_ja = \"防ぐ手。\"\nhelp_en = \"Against it.\"\n"
    "[field planned]\ntype = \"check\"\nleaf = \"yes\"\nlabel_ja = \"予定\"\nlabel_en = \"Planned\"\n"
    "help_ja = \"するなら。\"\nhelp_en = \"If done.\"\n"
    "[field done]\ntype = \"check\"\nleaf = \"yes\"\nlabel_ja = \"実施済み\"\nlabel_en = \"In place\"\n"
    "help_ja = \"した。\"\nhelp_en = \"Done.\"\n"
    "[view grid]\ncolumns = \"label gate stride probability cost skill measure planned done\"\n";

static const char parts[] =
    "[form]\nkind = \"tree\"\nprefix = \"P\"\ntitle_ja = \"部品\"\ntitle_en = \"Parts\"\n"
    "purpose_ja = \"何でできているか。\"\npurpose_en = \"What it is made of.\"\n"
    "[field name]\ntype = \"text\"\nrequired = \"yes\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n"
    "help_ja = \"呼び名。\"\nhelp_en = \"Its name.\"\n"
    "[field count]\ntype = \"int\"\nmin = \"0\"\nmax = \"9\"\nlabel_ja = \"個数\"\nlabel_en = \"Count\"\n"
    "help_ja = \"いくつか。\"\nhelp_en = \"How many.\"\n"
    "[field twice]\ntype = \"int\"\nformula = \"count * 2\"\nlabel_ja = \"倍\"\nlabel_en = \"Twice\"\n"
    "help_ja = \"二倍。\"\nhelp_en = \"Two times.\"\n"
    "[view grid]\ncolumns = \"name count twice\"\n";

static const char risks[] =
    "[form]\nkind = \"table\"\nprefix = \"R\"\ntitle_ja = \"リスク\"\ntitle_en = \"Risks\"\n"
    "purpose_ja = \"危ないこと。\"\npurpose_en = \"What could happen.\"\n"
    "[field threat]\ntype = \"ref\"\nsheet = \"things\"\nor_text = \"yes\"\nlabel_ja = \"脅威\"\nlabel_en = \"Threat\"\n"
    "help_ja = \"何が。\"\nhelp_en = \"What.\"\n"
    "[field tree]\ntype = \"ref\"\nsheet = \"wood\"\nlabel_ja = \"木\"\nlabel_en = \"Tree\"\n"
    "help_ja = \"どの木。\"\nhelp_en = \"Which tree.\"\n"
    "[field likelihood]\ntype = \"int\"\nmin = \"0\"\nmax = \"3\"\nlabel_ja = \"発生可能性\"\nlabel_en = \"Likelihood\"\n"
    "help_ja = \"0から3。\"\nhelp_en = \"0 to 3.\"\n"
    "[view grid]\ncolumns = \"threat tree likelihood\"\n";

static inline struct desk *desk_with_trees(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);
	const char *forms = getenv("SONAE_FORMS");

	scratch_write(forms, "wood.ini", wood);
	scratch_write(forms, "parts.ini", parts);
	scratch_write(forms, "risks.ini", risks);
	open_book(desk);
	return desk;
}

static inline struct sheet *sheet_of(struct desk *desk, const char *name)
{
	return book_sheet(folder_book(desk->session.folder), name, NULL);
}

static inline void open_tree(struct desk *desk, const char *name)
{
	ui_jump(&desk->ui, name, "", "");
	assert_string_equal(top_name(desk), "tree");
	look(desk);
}

/* One row: "parent|order|label|gate|stride|probability|cost|skill|measure|planned|done"; the ids
 * count up from X-001. */
static inline void plant(struct desk *desk, const char *cells)
{
	struct sheet *sheet = sheet_of(desk, "wood");
	static const char *const fields[] = {"parent", "order", "label", "gate", "stride", "probability",
	                                     "cost", "skill", "measure", "planned", "done"};
	const char *cell[20] = {0};
	char *copy = strdup(cells), *rest = copy, id[64];
	size_t count = sheet_row_count(sheet);
	struct step step = {0};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && rest; i++)
		cell[form_field(sheet_form(sheet), fields[i])] = strsep(&rest, "|");
	sheet_next_id(sheet, id);
	step_insert(&step, sheet, id, count ? sheet_row_id(sheet, count - 1) : "", cell);
	assert_true(ui_do(&desk->ui, &step));
	free(copy);
}

/*
 * By hand: staff 1 - 0.9 * 0.9 = 19 %, cheapest 10,000; outside 0.06 * 0.3 = 1.8 %, 300,000 +
 * 50,000, skill 3; supplier 1 - 0.88 * 0.95 = 16.4 %; all of it 1 - 0.81 * 0.982 * 0.836 =
 * 33.501288 %. Without the USB sticks 1 - 0.9 * 0.982 * 0.836 = 26.112… %.
 */
static inline void plant_wood(struct desk *desk)
{
	plant(desk, "|1|顧客名簿が外に出る|or");                                                   /* 1 */
	plant(desk, "X-001|1|社員が持ち出す|or");                                                  /* 2 */
	plant(desk, "X-002|1|USBメモリに写す||disclosure|10|20000|1|接続禁止");                    /* 3 */
	plant(desk, "X-002|2|私用メールに送る||disclosure|10|10000|1");                            /* 4 */
	plant(desk, "X-001|2|外から入って取り出す|and");                                           /* 5 */
	plant(desk, "X-005|1|VPNの認証を破る||spoofing|6|300000|3|多要素認証");                    /* 6 */
	plant(desk, "X-005|2|ファイルサーバの管理者になる|||30|50000|2");                          /* 7 */
	plant(desk, "X-001|3|委託先から漏れる");                                                   /* 8 */
	plant(desk, "X-008|1|再委託先で紛失|||12|80000|2");                                        /* 9 */
	plant(desk, "X-008|2|誤送信|||5|||");                                                      /* 10 */
}

static inline void assert_cell(struct desk *desk, const char *name, const char *row, const char *field,
                               const char *expected)
{
	struct sheet *sheet = sheet_of(desk, name);
	size_t at;

	assert_true(sheet_find(sheet, row, &at));
	assert_string_equal(sheet_cell(sheet, at, (size_t)form_field(sheet_form(sheet), field)), expected);
}

static inline bool has_row(struct desk *desk, const char *name, const char *row)
{
	size_t at;

	return sheet_find(sheet_of(desk, name), row, &at);
}

#endif
