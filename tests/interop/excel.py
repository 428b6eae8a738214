#!/usr/bin/env python3
"""usage: excel.py PROGRAM WORK LANG

Fills the example company in the folder WORK, exports it as Excel, lets LibreOffice compute every
formula anew (the results that we wrote are spoilt first) and compares each computed cell with
what the program says: with the result in the file at 12 significant digits, and with
`sonae show --csv`. Then changes answers at random, in the Excel file and with `sonae set`, and
compares again. Prints how many cells were compared and how many differ; fails when any does.
"""
import csv, glob, io, os, random, re, shutil, subprocess, sys, zipfile
from decimal import Decimal, ROUND_HALF_UP
from html import escape, unescape
from xml.etree import ElementTree

PROGRAM, WORK, LANG = sys.argv[1:4]
BOOK = os.path.join(WORK, 'book')
PLACES = {'int': 0, 'money': 0, 'number': 4, 'percent': 2}
EPOCH = 25569
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'
GIVEN = {'ja': ['ID', '対象', '対象の名前', '分類', '項目'], 'en': ['ID', 'For', 'For: name', 'Group', 'Item']}


def sonae(*words):
    return subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout


# ---- forms, as far as they are needed here

def read_forms():
    forms = {}
    for path in sorted(glob.glob(os.path.join(os.environ['SONAE_FORMS'], '*.ini'))):
        form = forms.setdefault(os.path.basename(path)[:-4], {'fields': {}, 'choices': {}})
        at = None
        for line in open(path, encoding='utf-8'):
            section = re.match(r'\[(\w+)(?: (\S+))?(?: (\S+))?\]', line)
            key = re.match(r'(\w+) = "(.*)"', line)
            if section:
                kind, name, choice = section.groups()
                if kind == 'form':
                    at = form
                elif kind == 'field':
                    at = form['fields'].setdefault(name, {})
                elif kind == 'choice':
                    at = form['choices'].setdefault(name, {}).setdefault(choice, {})
                else:
                    at = {}
            elif key and at is not None:
                at[key.group(1)] = key.group(2)
    return forms


# ---- our file

def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Excel:
    """The parts of an .xlsx, its cells as (value, type, is a formula) by page, row and column."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.names = [unescape(name) for name in
                      re.findall(r'<sheet name="([^"]*)"', self.parts['xl/workbook.xml'].decode())]
        strings = ElementTree.fromstring(self.parts['xl/sharedStrings.xml'])
        self.strings = [''.join(t.text or '' for t in item.iter(MAIN + 't')) for item in strings]
        self.cells = {name: self.read(self.part(name)) for name in self.names}

    def part(self, name):
        return f'xl/worksheets/sheet{self.names.index(name) + 1}.xml'

    def read(self, part):
        cells = {}
        for cell in ElementTree.fromstring(self.parts[part]).iter(MAIN + 'c'):
            letters, row = re.match(r'([A-Z]+)(\d+)', cell.get('r')).groups()
            value = cell.find(MAIN + 'v')
            text = value.text if value is not None else None
            formula = cell.find(MAIN + 'f')
            if text is not None and cell.get('t') == 's':
                text = self.strings[int(text)]
            cells[int(row) - 1, column_number(letters)] = text, cell.get('t'), formula is not None
        return cells

    def spoil(self):
        """Results that nobody recomputed are then plainly wrong."""
        for name in self.names:
            part = self.part(name)
            self.parts[part] = re.sub(rb'(</f><v>)[^<]*', rb'\g<1>424242', self.parts[part])

    def set(self, name, row, column, value):
        cell = ''
        column += 1
        while column:
            column, letter = divmod(column - 1, 26)
            cell = chr(65 + letter) + cell
        cell += str(row + 1)
        if value == '':
            inside, kind = '', ''
        elif isinstance(value, str):
            inside, kind = f'<is><t>{escape(value)}</t></is>', ' t="inlineStr"'
        else:
            inside, kind = f'<v>{value!r}</v>', ''
        part, done = self.part(name), 0
        pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
        text, done = re.subn(pattern, lambda found: f'<c r="{cell}"{found.group(1) or ""}{kind}>{inside}</c>',
                             self.parts[part].decode(), count=1)
        assert done == 1, (name, cell)
        self.parts[part] = text.encode()

    def write(self, path):
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)


# ---- LibreOffice

def recalculated(path):
    """The cells of the file as LibreOffice computes them: numbers, or texts, by page."""
    profile = os.path.join(WORK, 'profile')
    if not os.path.isdir(profile):
        os.makedirs(os.path.join(profile, 'user'))
        with open(os.path.join(profile, 'user', 'registrymodifications.xcu'), 'w') as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
                      '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
                      'oor:op="fuse"><value>0</value></prop></item></oor:items>\n')
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', 'ods',
                    '--outdir', WORK, path], check=True, capture_output=True)
    with zipfile.ZipFile(path[:-5] + '.ods') as archive:
        content = ElementTree.fromstring(archive.read('content.xml'))
    return {table.get(TABLE + 'name'): table_cells(table) for table in content.iter(TABLE + 'table')}


def table_cells(table):
    cells, row = {}, 0
    for line in table.iter(TABLE + 'table-row'):
        column = 0
        for cell in line:
            if cell.tag not in (TABLE + 'table-cell', TABLE + 'covered-table-cell'):
                continue
            kind, repeated = cell.get(OFFICE + 'value-type'), int(cell.get(TABLE + 'number-columns-repeated', 1))
            if kind in ('float', 'percentage', 'currency'):
                value = float(cell.get(OFFICE + 'value'))
            elif kind == 'date':
                value = float(days(cell.get(OFFICE + 'date-value')[:10]) + EPOCH)
            elif kind == 'boolean':
                value = 1.0 if cell.get(OFFICE + 'boolean-value') == 'true' else 0.0
            elif kind:
                value = '\n'.join(''.join(p.itertext()) for p in cell.iter(TEXT + 'p'))
            else:
                value = ''
            if value != '':
                for i in range(repeated):
                    cells[row, column + i] = value
            column += repeated
        row += int(line.get(TABLE + 'number-rows-repeated', 1))
    return cells


def days(iso):
    import datetime
    return (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days


# ---- where things stand

def page_name(title):
    return title.translate(str.maketrans('[]:*?/\\', '［］：＊？／＼'))[:31]


class Layout:
    """Pages by form, columns by field, rows by id."""

    def __init__(self, excel, forms):
        self.pages, self.columns, self.rows, self.record = {}, {}, {}, {}
        for form_id, form in forms.items():
            name = page_name(form['title_' + LANG])
            if name not in excel.names:
                continue
            cells = excel.cells[name]
            self.pages[form_id] = name
            self.rows[form_id] = {value[0]: row for (row, column), value in cells.items()
                                  if column == 0 and row > 0 and value[0]}
            self.record[form_id] = form.get('kind') == 'record'
            self.columns[form_id] = self.find_columns(cells, form)

    def find_columns(self, cells, form):
        heads = {column: value[0] for (row, column), value in cells.items() if row == 0}
        first = 0
        for head in GIVEN[LANG]:
            first += heads.get(first) == head
        found = {}
        for field, about in form['fields'].items():
            for column in sorted(heads):
                label = heads[column] or ''
                if column >= first and field not in found and (
                        label == about.get('label_' + LANG) and column not in found.values() or label.endswith(f' ({field})')):
                    found[field] = column
        return found

    def cell(self, form, row, field):
        if self.record[form]:
            return self.rows[form].get(field), 2
        return self.rows[form].get(row), self.columns[form].get(field)


# ---- comparing

def same(a, b):
    """At 12 significant digits."""
    return a == b or abs(a - b) <= 1e-11 * max(abs(a), abs(b)) * 0.5 or abs(a - b) < 1e-13


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def matches_result(ours, theirs):
    text, kind, _ = ours
    if kind == 'str' or text is None:
        return str(theirs) == (text or '') if not isinstance(theirs, float) else False
    return isinstance(theirs, float) and same(float(text), theirs)


def matches_shown(about, shown, theirs):
    if shown == '' or theirs == '':
        return shown == theirs
    if isinstance(theirs, str):
        return theirs.replace('; ', ';') == shown.replace('; ', ';')
    kind = about['type']
    if kind == 'date':
        return theirs == days(shown) + EPOCH
    if kind == 'check':
        return theirs == float(shown)
    if kind in PLACES:
        exact = Decimal(repr(float('%.12g' % (theirs * (100 if kind == 'percent' else 1)))))
        return same(float(exact.quantize(Decimal(1).scaleb(-PLACES[kind]), ROUND_HALF_UP)), float(shown))
    return number(shown) == theirs


def compare(title, forms, layout, excel, theirs, queries):
    compared = differ = living = 0
    for form_id, name in layout.pages.items():
        form = forms[form_id]
        source = form.get('of', form_id)
        if source != form_id and not queries:  # which rows they show may have changed
            continue
        computed = [field for field, about in forms[source]['fields'].items() if 'formula' in about]
        shown = {line['id']: line for line in csv.DictReader(io.StringIO(sonae('show', BOOK, form_id, '--csv').lstrip('\ufeff')))}
        columns = layout.columns[form_id] if source == form_id else layout.find_columns(excel.cells[name], forms[source])
        for row_id, row in layout.rows[form_id].items():
            for field in computed:
                if field not in columns or row_id not in shown or field not in shown[row_id]:
                    continue
                at = row, columns[field]
                ours, got = excel.cells[name].get(at), theirs[name].get(at, '')
                compared += 1
                living += ours is not None and ours[2]
                about = forms[source]['fields'][field]
                said = shown[row_id][field]
                if not matches_result(ours, got) or not matches_shown(about, said, got):
                    differ += 1
                    if differ <= 40:
                        print(f'  {form_id} {row_id} {field}: result {ours[0]!r}, shown {said!r}, LibreOffice {got!r}')
        for at, ours in excel.cells[name].items():  # names beside references, shown again
            if ours[2] and at[1] not in columns.values():
                got = theirs[name].get(at, '')
                if got == '' and not queries:  # what called the row was emptied; ours falls back on another field
                    continue
                compared += 1
                if not matches_result(ours, got):
                    differ += 1
                    if differ <= 40:
                        print(f'  {form_id} {at}: result {ours[0]!r}, LibreOffice {got!r}')
    pages = {page_name(form['title_' + LANG]) for form in forms.values()}
    for name in excel.names:  # matrices and profiles
        if name not in pages:
            for at, ours in excel.cells[name].items():
                if ours[2]:
                    compared += 1
                    got = theirs[name].get(at, '')
                    if not matches_result(ours, got):
                        differ += 1
                        print(f'  {name} {at}: result {ours[0]!r}, LibreOffice {got!r}')
    print(f'{title}: {compared} cells compared ({living} of computed fields alive), {differ} differ')
    return differ


# ---- changing answers

def new_answer(rng, about, choices):
    """(as typed, as in Excel), or None for a type that is not changed here."""
    kind = about['type']
    if kind not in ('choice', 'check', 'int', 'money', 'percent', 'number', 'date'):
        return None  # texts and references call rows, and ours has other names for a row without
    if rng.random() < 0.1:
        return '', ''
    if kind == 'choice' and choices:
        choice = rng.choice(sorted(choices))
        return choice, choices[choice][LANG]
    if kind == 'check':
        value = rng.randint(0, 1)
        return str(value), value
    if kind == 'int' and 'min' in about and 'max' in about:
        value = rng.randint(int(about['min']), int(about['max']))
        return str(value), value
    if kind in ('int', 'money'):
        value = rng.randint(0, 400)
        return str(value), value
    if kind == 'percent':
        value = rng.randint(0, 100)
        return str(value), value / 100
    if kind == 'number':
        value = rng.randint(0, 90) / 10
        return str(value), value
    if kind == 'date':
        value = days('2026-11-22') + rng.randint(-500, 500)
        import datetime
        return (datetime.date(1970, 1, 1) + datetime.timedelta(value)).isoformat(), value + EPOCH
    return None


def change(rng, forms, layout, excel, most):
    """Changes cells that formulas rest on, here and there. Returns how many."""
    named = set(re.findall(r'[a-z_]\w*', ' '.join(about.get('formula', '') for form in forms.values()
                                                  for about in form['fields'].values())))
    places = []
    for form_id in layout.pages:
        form = forms[form_id]
        if form.get('kind') == 'query':
            continue
        for field, about in form['fields'].items():
            if 'formula' in about or field not in named:
                continue
            rows = ['1'] if layout.record[form_id] else sorted(layout.rows[form_id])
            for row in rows:
                at = layout.cell(form_id, row, field)
                if None not in at:
                    places.append((form_id, row, field, at))
    rng.shuffle(places)
    done = 0
    for form_id, row, field, at in places:
        about = forms[form_id]['fields'][field]
        answer = new_answer(rng, about, forms[form_id]['choices'].get(field))
        if answer is None or done >= most:
            continue
        set_it = subprocess.run([PROGRAM, 'set', BOOK, form_id, row, f'{field}={answer[0]}'], capture_output=True)
        if set_it.returncode == 0:
            excel.set(layout.pages[form_id], *at, answer[1])
            done += 1
    return done


def export():
    out = os.path.join(WORK, 'out')
    sonae('export', BOOK, '-o', out, '--only', 'xlsx', '--lang', LANG, '--force')
    return Excel(os.path.join(out, 'workbook.xlsx'))


def main():
    shutil.rmtree(BOOK, ignore_errors=True)
    sonae('new', BOOK, '--example', '--lang', LANG)
    forms, differ = read_forms(), 0
    before = export()
    layout = Layout(before, forms)
    edited = export()
    before.spoil()
    before.write(os.path.join(WORK, 'before.xlsx'))
    differ += compare('as exported', forms, layout, before, recalculated(os.path.join(WORK, 'before.xlsx')), True)
    rng = random.Random(int(os.environ.get('SEED', '6')))
    for turn in range(int(os.environ.get('TURNS', '3'))):
        changed = change(rng, forms, layout, edited, int(os.environ.get('CHANGES', '150')))
        path = os.path.join(WORK, f'turn{turn + 1}.xlsx')
        edited.spoil()
        edited.write(path)
        differ += compare(f'after {changed} changes', forms, layout, export(), recalculated(path), False)
    return 1 if differ else 0


sys.exit(main())
