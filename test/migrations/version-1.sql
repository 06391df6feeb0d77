CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
CREATE TABLE resource (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'horse', 'member', 'place'))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id) ON DELETE CASCADE,
    family_name TEXT NOT NULL CHECK (family_name <> ''),
    given_name TEXT NOT NULL CHECK (given_name <> ''),
    patronymic TEXT,
    birth_date TEXT CHECK (birth_date IS date(birth_date)),
    sex TEXT CHECK (sex IN ('female', 'male')),
    iin TEXT UNIQUE CHECK (iin GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    iin_missing_reason TEXT,
    district TEXT,
    phone TEXT,
    guardian_name TEXT,
    guardian_phone TEXT,
    weight_kg REAL CHECK (weight_kg > 0),
    height_cm REAL CHECK (height_cm > 0),
    mobility TEXT CHECK (mobility IN ('independent', 'with_support', 'wheelchair')),
    keeps_balance INTEGER CHECK (keeps_balance IN (0, 1)),
    sidewalkers_needed INTEGER NOT NULL CHECK (sidewalkers_needed BETWEEN 0 AND 2),
    session_limit_minutes INTEGER CHECK (session_limit_minutes > 0),
    statement_from TEXT CHECK (statement_from IS date(statement_from)),
    statement_until TEXT CHECK (statement_until IS date(statement_until)),
    contraindication TEXT,
    physician_decision_on TEXT CHECK (physician_decision_on IS date(physician_decision_on)),
    physician_decision TEXT,
    precautions TEXT,
    consent_on TEXT CHECK (consent_on IS date(consent_on)),
    notes TEXT,
    sort_key TEXT NOT NULL,
    folded_name TEXT NOT NULL
  ) STRICT;
CREATE TABLE person_category (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    from_date TEXT CHECK (from_date IS date(from_date)),
    until_date TEXT CHECK (until_date IS date(until_date)),
    position INTEGER NOT NULL,
    PRIMARY KEY (person_id, position)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE person_word (
    word TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (word, sort_key, person_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE horse (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    birth_year INTEGER NOT NULL,
    mass_kg REAL NOT NULL CHECK (mass_kg > 0),
    height_cm REAL,
    temper TEXT,
    daily_warn_minutes INTEGER CHECK (daily_warn_minutes >= 0),
    daily_block_minutes INTEGER CHECK (daily_block_minutes >= 0),
    rest_minutes INTEGER CHECK (rest_minutes >= 0),
    load_percent REAL CHECK (load_percent > 0),
    tack_kg REAL CHECK (tack_kg >= 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    notes TEXT,
    sort_key TEXT NOT NULL
  ) STRICT;
CREATE TABLE horse_absence (
    horse_id TEXT NOT NULL REFERENCES horse (id) ON DELETE CASCADE,
    from_date TEXT NOT NULL CHECK (from_date IS date(from_date)),
    until_date TEXT NOT NULL CHECK (until_date IS date(until_date)),
    reason TEXT,
    PRIMARY KEY (horse_id, from_date),
    CHECK (until_date >= from_date)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE member (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    family_name TEXT NOT NULL CHECK (family_name <> ''),
    given_name TEXT NOT NULL CHECK (given_name <> ''),
    patronymic TEXT,
    subject TEXT,
    volunteer INTEGER NOT NULL CHECK (volunteer IN (0, 1)),
    phone TEXT,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sort_key TEXT NOT NULL
  ) STRICT;
CREATE TABLE member_role (
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('instructor', 'therapist', 'leader', 'sidewalker', 'teacher',
      'psychologist', 'administrator', 'coordinator')),
    PRIMARY KEY (member_id, role)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE member_hours (
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    weekday TEXT NOT NULL CHECK (weekday IN ('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su')),
    from_time TEXT NOT NULL,
    until_time TEXT NOT NULL,
    PRIMARY KEY (member_id, weekday, from_time),
    CHECK (until_time > from_time)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE place (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    name TEXT NOT NULL CHECK (name <> ''),
    lane TEXT,
    use TEXT NOT NULL CHECK (use IN ('arena', 'studio', 'cabinet')),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    sort_key TEXT NOT NULL
  ) STRICT;
CREATE TABLE slot (
    weekday TEXT NOT NULL CHECK (weekday IN ('mo', 'tu', 'we', 'th', 'fr', 'sa', 'su')),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    place_id TEXT NOT NULL REFERENCES place (id),
    PRIMARY KEY (weekday, start, place_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE room (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    building TEXT NOT NULL,
    floor INTEGER NOT NULL,
    number TEXT NOT NULL,
    beds INTEGER NOT NULL CHECK (beds > 0),
    accessible INTEGER NOT NULL CHECK (accessible IN (0, 1)),
    for_whom TEXT NOT NULL CHECK (for_whom IN ('women', 'men', 'family', 'any')),
    note TEXT,
    UNIQUE (building, number)
  ) STRICT;
CREATE TABLE studio_enrolment (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    studio TEXT NOT NULL,
    group_name TEXT NOT NULL,
    joined_on TEXT NOT NULL CHECK (joined_on IS date(joined_on)),
    PRIMARY KEY (person_id, group_name, joined_on)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE course_enrolment (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    arrival_on TEXT NOT NULL CHECK (arrival_on IS date(arrival_on)),
    wheelchair INTEGER NOT NULL CHECK (wheelchair IN (0, 1)),
    companion_name TEXT,
    diet TEXT,
    share_with_name TEXT,
    PRIMARY KEY (person_id, arrival_on)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE closed_day (
    date TEXT NOT NULL PRIMARY KEY CHECK (date IS date(date)),
    name TEXT NOT NULL CHECK (name <> '')
  ) STRICT, WITHOUT ROWID;
CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    days TEXT NOT NULL CHECK (days <> ''),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
    client_id TEXT NOT NULL REFERENCES person (id),
    horse_id TEXT NOT NULL REFERENCES horse (id),
    place_id TEXT NOT NULL REFERENCES place (id),
    instructor_id TEXT REFERENCES member (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0)
  ) STRICT;
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    date TEXT NOT NULL CHECK (date IS date(date)),
    start TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    client_id TEXT NOT NULL REFERENCES person (id),
    horse_id TEXT NOT NULL REFERENCES horse (id),
    place_id TEXT NOT NULL REFERENCES place (id),
    instructor_id TEXT REFERENCES member (id),
    therapist_id TEXT REFERENCES member (id),
    leader_id TEXT REFERENCES member (id),
    sidewalker_1_id TEXT REFERENCES member (id),
    sidewalker_2_id TEXT REFERENCES member (id),
    rider_behind_kg REAL NOT NULL CHECK (rider_behind_kg >= 0),
    template_id TEXT REFERENCES template (id),
    template_date TEXT CHECK (template_date IS date(template_date)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    override_reason TEXT,
    cancel_reason TEXT CHECK (cancel_reason IN ('family', 'centre', 'weather', 'horse')),
    cancel_note TEXT,
    marked INTEGER NOT NULL DEFAULT 0 CHECK (marked IN (0, 1)),
    CHECK (substr(start, 1, 2) * 60 + substr(start, 4, 2) + minutes < 1440),
    CHECK ((template_id IS NULL) = (template_date IS NULL)),
    UNIQUE (template_id, template_date)
  ) STRICT;
CREATE TABLE claim (
    resource_id TEXT NOT NULL REFERENCES resource (id),
    starts_at TEXT NOT NULL CHECK (starts_at IS strftime('%Y-%m-%dT%H:%M', starts_at)),
    ends_at TEXT NOT NULL CHECK (ends_at IS strftime('%Y-%m-%dT%H:%M', ends_at)),
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    PRIMARY KEY (resource_id, starts_at),
    CHECK (ends_at > starts_at),
    CHECK (julianday(ends_at) - julianday(starts_at) <= 1.0001)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE mark_kind (
    code TEXT NOT NULL PRIMARY KEY,
    letter TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    counts_as_present INTEGER NOT NULL CHECK (counts_as_present IN (0, 1)),
    excused INTEGER NOT NULL CHECK (excused IN (0, 1)),
    position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE attendance (
    session_id TEXT NOT NULL REFERENCES session (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    mark TEXT NOT NULL REFERENCES mark_kind (code),
    remark TEXT,
    PRIMARY KEY (session_id, person_id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE attendance_change (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    session_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    before_mark TEXT,
    after_mark TEXT,
    remark TEXT
  ) STRICT;
CREATE TABLE change (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    at TEXT NOT NULL,
    by_id TEXT REFERENCES member (id),
    kind TEXT NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE change_step (
    change_id TEXT NOT NULL REFERENCES change (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity IN ('session', 'template')),
    entity_id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (change_id, position)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "kysely_migration" VALUES ('0010-first','2026-11-23T08:36:31.221Z');
INSERT INTO "kysely_migration_lock" VALUES ('migration_lock',0);
INSERT INTO "resource" VALUES ('0199b79a-ce80-7e6e-92de-35ebb8d41032','person');
INSERT INTO "resource" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','person');
INSERT INTO "resource" VALUES ('0199b79a-ce82-7f81-9c56-974bf07d9586','horse');
INSERT INTO "resource" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','horse');
INSERT INTO "resource" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','member');
INSERT INTO "resource" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','member');
INSERT INTO "resource" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','member');
INSERT INTO "resource" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','member');
INSERT INTO "resource" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','member');
INSERT INTO "resource" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','member');
INSERT INTO "resource" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','member');
INSERT INTO "resource" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','member');
INSERT INTO "resource" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','member');
INSERT INTO "resource" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','place');
INSERT INTO "resource" VALUES ('0199b79a-ce8e-7a90-bf54-9269b679a7cb','place');
INSERT INTO "resource" VALUES ('0199b79a-cea2-7043-8b19-a85ed7e0deb8','person');
INSERT INTO "resource" VALUES ('0199b79a-cea3-7761-90ad-a4e11e038be6','person');
INSERT INTO "resource" VALUES ('0199b79a-cea4-74f4-a51f-9efd828ebc09','person');
INSERT INTO "resource" VALUES ('0199b79a-cea5-78db-a7e6-c5591a021de0','person');
INSERT INTO "resource" VALUES ('0199b79a-cea6-75b9-8776-910a9375c11d','person');
INSERT INTO "resource" VALUES ('0199b79a-cea7-73ef-bff0-988745f43219','person');
INSERT INTO "resource" VALUES ('0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b','person');
INSERT INTO "resource" VALUES ('0199b79a-cea9-77e3-a535-e924b8567653','person');
INSERT INTO "person" VALUES ('0199b79a-ce80-7e6e-92de-35ebb8d41032','Соколова','Әлия',NULL,'2015-05-22',NULL,NULL,NULL,NULL,NULL,NULL,NULL,30,NULL,NULL,1,0,NULL,'2025-01-10','2026-01-09',NULL,NULL,NULL,NULL,'2025-01-10',NULL,'WSMSOSC@ AOKi','соколова алия');
INSERT INTO "person" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','Оспанов','Бауыржан',NULL,'2014-03-01',NULL,NULL,NULL,NULL,NULL,NULL,NULL,30,NULL,NULL,1,0,NULL,'2025-01-10','2026-01-09',NULL,NULL,NULL,NULL,'2025-01-10',NULL,'SWU@QSC B@YdVI@Q','оспанов бауыржан');
INSERT INTO "person" VALUES ('0199b79a-cea2-7043-8b19-a85ed7e0deb8','Үсенов','Арсен','Маратович','1996-07-09',NULL,'960709309374',NULL,'Алмалинский','+77786397737',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[WGQSC @VWGQ P@V@XSCK`','усенов арсен маратович');
INSERT INTO "person" VALUES ('0199b79a-cea3-7761-90ad-a4e11e038be6','Нұрланов','Ерасыл','Ерланұлы','1967-04-20',NULL,'670420345795',NULL,'Жетысуский','+77075333574',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'QZVO@QSC GV@WdO GVO@QZOd','нурланов ерасыл ерланулы');
INSERT INTO "person" VALUES ('0199b79a-cea4-74f4-a51f-9efd828ebc09','Юсупов','Хамза','Нұрланұлы','1997-03-20',NULL,'970320355018',NULL,'Наурызбайский','+77075007625',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'hWYUSC ]@PJ@ QZVO@QZOd','юсупов хамза нурланулы');
INSERT INTO "person" VALUES ('0199b79a-cea5-78db-a7e6-c5591a021de0','Хасанова','Анна','Болатқызы','2005-02-23',NULL,'050223644805',NULL,'Жетысуский','+77781729926',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,']@W@QSC@ @QQ@ BSO@XNdJd','хасанова анна болаткызы');
INSERT INTO "person" VALUES ('0199b79a-cea6-75b9-8776-910a9375c11d','Дүйсенов','Айсұлтан','Нұрланұлы','1965-09-12',NULL,'650912336063',NULL,'Жетысуский','+77018241416',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'F[LWGQSC @LWZOX@Q QZVO@QZOd','дуйсенов айсултан нурланулы');
INSERT INTO "person" VALUES ('0199b79a-cea7-73ef-bff0-988745f43219','Петрова','Ұлжан','Сергеевна','1995-01-15',NULL,'950115459099',NULL,'Турксибский','+77775575414',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'UGXVSC@ ZOI@Q WGVDGGCQ@','петрова улжан сергеевна');
INSERT INTO "person" VALUES ('0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b','Байжанов','Ғани','Маратович','1976-03-19',NULL,'760319304996',NULL,'Бостандыкский','+77016267124',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'B@LI@QSC E@QK P@V@XSCK`','байжанов гани маратович');
INSERT INTO "person" VALUES ('0199b79a-cea9-77e3-a535-e924b8567653','Үсенов','Тимур','Маратович','1988-10-27',NULL,'881027391907',NULL,'Турксибский','+77774208533',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[WGQSC XKPYV P@V@XSCK`','усенов тимур маратович');
INSERT INTO "person_category" VALUES ('0199b79a-cea2-7043-8b19-a85ed7e0deb8','disability_2',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea3-7761-90ad-a4e11e038be6','veteran',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea4-74f4-a51f-9efd828ebc09','veteran',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea5-78db-a7e6-c5591a021de0','mother_of_many',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea6-75b9-8776-910a9375c11d','veteran',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea7-73ef-bff0-988745f43219','disability_1',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b','pensioner',NULL,NULL,0);
INSERT INTO "person_category" VALUES ('0199b79a-cea9-77e3-a535-e924b8567653','disability_1',NULL,NULL,0);
INSERT INTO "person_word" VALUES ('+ali+sok','WSMSOSC@ AOKi','0199b79a-ce80-7e6e-92de-35ebb8d41032');
INSERT INTO "person_word" VALUES ('+sok+ali','WSMSOSC@ AOKi','0199b79a-ce80-7e6e-92de-35ebb8d41032');
INSERT INTO "person_word" VALUES ('alia','WSMSOSC@ AOKi','0199b79a-ce80-7e6e-92de-35ebb8d41032');
INSERT INTO "person_word" VALUES ('sokolova','WSMSOSC@ AOKi','0199b79a-ce80-7e6e-92de-35ebb8d41032');
INSERT INTO "person_word" VALUES ('+bau+osp','SWU@QSC B@YdVI@Q','0199b79a-ce81-7074-bff9-9dfc1f714768');
INSERT INTO "person_word" VALUES ('+osp+bau','SWU@QSC B@YdVI@Q','0199b79a-ce81-7074-bff9-9dfc1f714768');
INSERT INTO "person_word" VALUES ('bauirzhan','SWU@QSC B@YdVI@Q','0199b79a-ce81-7074-bff9-9dfc1f714768');
INSERT INTO "person_word" VALUES ('ospanov','SWU@QSC B@YdVI@Q','0199b79a-ce81-7074-bff9-9dfc1f714768');
INSERT INTO "person_word" VALUES ('+ars+mar','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+ars+use','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+mar+ars','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+mar+use','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+use+ars','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+use+mar','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('397737','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('6397737','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('7737','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('7786397737','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('960709309374','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('97737','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('arsen','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('maratovich','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('usenov','[WGQSC @VWGQ P@V@XSCK`','0199b79a-cea2-7043-8b19-a85ed7e0deb8');
INSERT INTO "person_word" VALUES ('+era+erl','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+era+nur','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+erl+era','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+erl+nur','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+nur+era','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+nur+erl','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('333574','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('33574','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('3574','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('5333574','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('670420345795','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('7075333574','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('erasil','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('erlanuli','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('nurlanov','QZVO@QSC GV@WdO GVO@QZOd','0199b79a-cea3-7761-90ad-a4e11e038be6');
INSERT INTO "person_word" VALUES ('+ham+ius','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+ham+nur','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+ius+ham','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+ius+nur','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+nur+ham','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+nur+ius','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('007625','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('07625','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('5007625','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('7075007625','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('7625','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('970320355018','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('hamza','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('iusupov','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('nurlanuli','hWYUSC ]@PJ@ QZVO@QZOd','0199b79a-cea4-74f4-a51f-9efd828ebc09');
INSERT INTO "person_word" VALUES ('+ana+bol',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+ana+has',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+bol+ana',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+bol+has',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+has+ana',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+has+bol',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('050223644805',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('1729926',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('29926',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('729926',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('7781729926',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('9926',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('ana',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('bolatkizi',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('hasanova',']@W@QSC@ @QQ@ BSO@XNdJd','0199b79a-cea5-78db-a7e6-c5591a021de0');
INSERT INTO "person_word" VALUES ('+ais+dui','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+ais+nur','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+dui+ais','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+dui+nur','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+nur+ais','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+nur+dui','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('1416','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('241416','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('41416','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('650912336063','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('7018241416','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('8241416','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('aisultan','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('duisenov','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('nurlanuli','F[LWGQSC @LWZOX@Q QZVO@QZOd','0199b79a-cea6-75b9-8776-910a9375c11d');
INSERT INTO "person_word" VALUES ('+pet+ser','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+pet+ulz','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+ser+pet','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+ser+ulz','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+ulz+pet','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+ulz+ser','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('5414','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('5575414','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('575414','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('75414','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('7775575414','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('950115459099','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('petrova','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('sergevna','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('ulzhan','UGXVSC@ ZOI@Q WGVDGGCQ@','0199b79a-cea7-73ef-bff0-988745f43219');
INSERT INTO "person_word" VALUES ('+bai+gan','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+bai+mar','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+gan+bai','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+gan+mar','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+mar+bai','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+mar+gan','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('267124','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('6267124','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('67124','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('7016267124','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('7124','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('760319304996','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('baizhanov','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('gani','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('maratovich','B@LI@QSC E@QK P@V@XSCK`','0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b');
INSERT INTO "person_word" VALUES ('+mar+tim','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('+mar+use','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('+tim+mar','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('+tim+use','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('+use+mar','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('+use+tim','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('08533','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('208533','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('4208533','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('7774208533','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('8533','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('881027391907','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('maratovich','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('timur','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "person_word" VALUES ('usenov','[WGQSC XKPYV P@V@XSCK`','0199b79a-cea9-77e3-a535-e924b8567653');
INSERT INTO "horse" VALUES ('0199b79a-ce82-7f81-9c56-974bf07d9586','Жұлдыз',2012,460,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,'IZOFdJ');
INSERT INTO "horse" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','Ақбоз',2012,460,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,'@NBSJ');
INSERT INTO "member" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','Кузнецов','Ғани',NULL,NULL,0,NULL,1,'MYJQG_SC E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','Ахметов','Ғани',NULL,NULL,0,NULL,1,'@]PGXSC E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','Оспанов','Ғани',NULL,NULL,0,NULL,1,'SWU@QSC E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','Есенова','Ғани',NULL,NULL,0,NULL,1,'GWGQSC@ E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','Серіков','Ғани',NULL,NULL,0,NULL,1,'WGVeMSC E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','Байжанов','Ғани',NULL,NULL,0,NULL,1,'B@LI@QSC E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','Дүйсенова','Ғани',NULL,NULL,0,NULL,1,'F[LWGQSC@ E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','Әбдірова','Ғани',NULL,NULL,0,NULL,1,'ABFeVSC@ E@QK');
INSERT INTO "member" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','Ермеков','Ғани',NULL,NULL,0,NULL,1,'GVPGMSC E@QK');
INSERT INTO "member_role" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','instructor');
INSERT INTO "member_role" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','instructor');
INSERT INTO "member_role" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','therapist');
INSERT INTO "member_role" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','leader');
INSERT INTO "member_role" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','leader');
INSERT INTO "member_role" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','sidewalker');
INSERT INTO "member_role" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','sidewalker');
INSERT INTO "member_role" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','coordinator');
INSERT INTO "member_role" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','administrator');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce85-7040-9c23-4494e1c9eec2','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce86-7b64-a5a9-d84ab0556d54','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce88-7bc2-9f8a-e19186ccc2fb','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8b-7e38-9b3c-554316bd8abe','we','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','fr','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','mo','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','sa','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','th','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','tu','09:00','18:00');
INSERT INTO "member_hours" VALUES ('0199b79a-ce8c-7f10-8c54-ae42ee3d9c05','we','09:00','18:00');
INSERT INTO "place" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','Манеж',NULL,'arena',1,'P@QGI');
INSERT INTO "place" VALUES ('0199b79a-ce8e-7a90-bf54-9269b679a7cb','Открытая площадка',NULL,'arena',1,'SXMVdX@i!UOSb@FM@');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea2-7043-8b19-a85ed7e0deb8','Компьютерная грамотность','КО-3','2025-01-02');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea3-7761-90ad-a4e11e038be6','Музыка','МУ-3','2025-07-23');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea4-74f4-a51f-9efd828ebc09','Танцы','ТА-1','2025-09-16');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea5-78db-a7e6-c5591a021de0','Музыка','МУ-1','2025-06-07');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea6-75b9-8776-910a9375c11d','Компьютерная грамотность','КО-3','2025-03-02');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea7-73ef-bff0-988745f43219','Танцы','ТА-3','2025-02-18');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea8-75c0-ae2d-8b6bef4f6d7b','Актёрское мастерство','АК-1','2025-04-14');
INSERT INTO "studio_enrolment" VALUES ('0199b79a-cea9-77e3-a535-e924b8567653','Танцы','ТА-2','2025-04-14');
INSERT INTO "setting" VALUES ('closedDaysPrefilled','true');
INSERT INTO "closed_day" VALUES ('2024-01-01','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2024-01-02','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2024-01-07','Рождество · Православное Рождество');
INSERT INTO "closed_day" VALUES ('2024-03-08','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2024-03-21','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2024-03-22','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2024-03-23','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2024-03-25','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2024-05-01','Қазақстан халқының бірлігі мерекесі · Праздник единства');
INSERT INTO "closed_day" VALUES ('2024-05-07','Отан қорғаушы күні · День защитника Отечества');
INSERT INTO "closed_day" VALUES ('2024-05-09','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2024-06-16','Құрбан айт');
INSERT INTO "closed_day" VALUES ('2024-07-06','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2024-07-08','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2024-08-30','Конституция күні · День Конституции');
INSERT INTO "closed_day" VALUES ('2024-10-25','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2024-12-16','Тәуелсіздік күні · День Независимости');
INSERT INTO "closed_day" VALUES ('2025-01-01','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2025-01-02','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2025-01-07','Рождество · Православное Рождество');
INSERT INTO "closed_day" VALUES ('2025-03-08','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2025-03-10','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2025-03-21','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2025-03-22','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2025-03-23','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2025-03-24','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2025-03-25','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2025-05-01','Қазақстан халқының бірлігі мерекесі · Праздник единства');
INSERT INTO "closed_day" VALUES ('2025-05-07','Отан қорғаушы күні · День защитника Отечества');
INSERT INTO "closed_day" VALUES ('2025-05-09','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2025-06-06','Құрбан айт');
INSERT INTO "closed_day" VALUES ('2025-07-06','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2025-07-07','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2025-08-30','Конституция күні · День Конституции');
INSERT INTO "closed_day" VALUES ('2025-09-01','Конституция күні · День Конституции');
INSERT INTO "closed_day" VALUES ('2025-10-25','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2025-10-27','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2025-12-16','Тәуелсіздік күні · День Независимости');
INSERT INTO "closed_day" VALUES ('2026-01-01','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2026-01-02','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2026-01-07','Рождество · Православное Рождество');
INSERT INTO "closed_day" VALUES ('2026-03-08','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2026-03-09','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2026-03-21','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2026-03-22','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2026-03-23','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2026-03-24','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2026-03-25','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2026-05-01','Қазақстан халқының бірлігі мерекесі · Праздник единства');
INSERT INTO "closed_day" VALUES ('2026-05-07','Отан қорғаушы күні · День защитника Отечества');
INSERT INTO "closed_day" VALUES ('2026-05-09','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2026-05-11','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2026-05-27','Құрбан айт');
INSERT INTO "closed_day" VALUES ('2026-07-06','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2026-10-25','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2026-10-26','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2026-12-16','Тәуелсіздік күні · День Независимости');
INSERT INTO "closed_day" VALUES ('2027-01-01','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2027-01-02','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2027-01-04','Жаңа жыл · Новый год');
INSERT INTO "closed_day" VALUES ('2027-01-07','Рождество · Православное Рождество');
INSERT INTO "closed_day" VALUES ('2027-03-08','Халықаралық әйелдер күні · Международный женский день');
INSERT INTO "closed_day" VALUES ('2027-03-15','Конституция күні · День Конституции');
INSERT INTO "closed_day" VALUES ('2027-03-21','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2027-03-22','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2027-03-23','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2027-03-24','Наурыз мейрамы');
INSERT INTO "closed_day" VALUES ('2027-05-01','Қазақстан халқының бірлігі мерекесі · Праздник единства');
INSERT INTO "closed_day" VALUES ('2027-05-03','Қазақстан халқының бірлігі мерекесі · Праздник единства');
INSERT INTO "closed_day" VALUES ('2027-05-07','Отан қорғаушы күні · День защитника Отечества');
INSERT INTO "closed_day" VALUES ('2027-05-09','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2027-05-10','Жеңіс күні · День Победы');
INSERT INTO "closed_day" VALUES ('2027-05-16','Құрбан айт');
INSERT INTO "closed_day" VALUES ('2027-07-06','Астана күні · День столицы');
INSERT INTO "closed_day" VALUES ('2027-10-25','Республика күні · День Республики');
INSERT INTO "closed_day" VALUES ('2027-12-16','Тәуелсіздік күні · День Независимости');
INSERT INTO "template" VALUES ('0199b79a-ce94-719d-8bfe-acf2f1b8184a','tu,th','15:00',30,'2025-10-07','2025-10-30','0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce8f-79c0-8ee2-63471b44018d','2025-10-06','10:00',30,'0199b79a-ce80-7e6e-92de-35ebb8d41032','0199b79a-ce82-7f81-9c56-974bf07d9586','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce91-7a23-86a7-073763ed117c','2025-10-06','12:30',30,'0199b79a-ce80-7e6e-92de-35ebb8d41032','0199b79a-ce82-7f81-9c56-974bf07d9586','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,NULL,'0199b79a-ce89-785f-9c86-50e451757e33','0199b79a-ce8a-7916-b377-b7c1f0292c48',0,NULL,NULL,0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce95-7219-a63e-de3127d17caa','2025-10-07','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-07',0,NULL,NULL,NULL,1);
INSERT INTO "session" VALUES ('0199b79a-ce96-7f41-9cc6-e217870ee322','2025-10-09','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-09',0,NULL,NULL,NULL,1);
INSERT INTO "session" VALUES ('0199b79a-ce97-7474-ae36-906a5de9344f','2025-10-14','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-14',0,NULL,'weather',NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce98-7928-83d4-c74f901bfcb1','2025-10-16','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-16',0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce99-7fb2-a6ea-d1822dfaa563','2025-10-21','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-21',0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc','2025-10-23','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-23',0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce9b-7a3f-a06f-3b3a5688b038','2025-10-28','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-28',0,NULL,NULL,NULL,0);
INSERT INTO "session" VALUES ('0199b79a-ce9c-7e85-bfac-c49877271bc0','2025-10-30','15:00',30,'0199b79a-ce81-7074-bff9-9dfc1f714768','0199b79a-ce83-7026-8739-220042e2c85f','0199b79a-ce8d-780c-bb72-ea6acd2660eb','0199b79a-ce84-769d-a399-50faf00d5481',NULL,'0199b79a-ce87-7913-8d66-061138d87bdd',NULL,NULL,0,'0199b79a-ce94-719d-8bfe-acf2f1b8184a','2025-10-30',0,NULL,NULL,NULL,0);
INSERT INTO "claim" VALUES ('0199b79a-ce80-7e6e-92de-35ebb8d41032','2025-10-06T10:00','2025-10-06T10:30','0199b79a-ce8f-79c0-8ee2-63471b44018d');
INSERT INTO "claim" VALUES ('0199b79a-ce80-7e6e-92de-35ebb8d41032','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-07T15:00','2025-10-07T15:30','0199b79a-ce95-7219-a63e-de3127d17caa');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-09T15:00','2025-10-09T15:30','0199b79a-ce96-7f41-9cc6-e217870ee322');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-16T15:00','2025-10-16T15:30','0199b79a-ce98-7928-83d4-c74f901bfcb1');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-21T15:00','2025-10-21T15:30','0199b79a-ce99-7fb2-a6ea-d1822dfaa563');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-23T15:00','2025-10-23T15:30','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-28T15:00','2025-10-28T15:30','0199b79a-ce9b-7a3f-a06f-3b3a5688b038');
INSERT INTO "claim" VALUES ('0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-30T15:00','2025-10-30T15:30','0199b79a-ce9c-7e85-bfac-c49877271bc0');
INSERT INTO "claim" VALUES ('0199b79a-ce82-7f81-9c56-974bf07d9586','2025-10-06T10:00','2025-10-06T10:30','0199b79a-ce8f-79c0-8ee2-63471b44018d');
INSERT INTO "claim" VALUES ('0199b79a-ce82-7f81-9c56-974bf07d9586','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-07T15:00','2025-10-07T15:30','0199b79a-ce95-7219-a63e-de3127d17caa');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-09T15:00','2025-10-09T15:30','0199b79a-ce96-7f41-9cc6-e217870ee322');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-16T15:00','2025-10-16T15:30','0199b79a-ce98-7928-83d4-c74f901bfcb1');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-21T15:00','2025-10-21T15:30','0199b79a-ce99-7fb2-a6ea-d1822dfaa563');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-23T15:00','2025-10-23T15:30','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-28T15:00','2025-10-28T15:30','0199b79a-ce9b-7a3f-a06f-3b3a5688b038');
INSERT INTO "claim" VALUES ('0199b79a-ce83-7026-8739-220042e2c85f','2025-10-30T15:00','2025-10-30T15:30','0199b79a-ce9c-7e85-bfac-c49877271bc0');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-06T10:00','2025-10-06T10:30','0199b79a-ce8f-79c0-8ee2-63471b44018d');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-07T15:00','2025-10-07T15:30','0199b79a-ce95-7219-a63e-de3127d17caa');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-09T15:00','2025-10-09T15:30','0199b79a-ce96-7f41-9cc6-e217870ee322');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-16T15:00','2025-10-16T15:30','0199b79a-ce98-7928-83d4-c74f901bfcb1');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-21T15:00','2025-10-21T15:30','0199b79a-ce99-7fb2-a6ea-d1822dfaa563');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-23T15:00','2025-10-23T15:30','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-28T15:00','2025-10-28T15:30','0199b79a-ce9b-7a3f-a06f-3b3a5688b038');
INSERT INTO "claim" VALUES ('0199b79a-ce84-769d-a399-50faf00d5481','2025-10-30T15:00','2025-10-30T15:30','0199b79a-ce9c-7e85-bfac-c49877271bc0');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-06T10:00','2025-10-06T10:30','0199b79a-ce8f-79c0-8ee2-63471b44018d');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-07T15:00','2025-10-07T15:30','0199b79a-ce95-7219-a63e-de3127d17caa');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-09T15:00','2025-10-09T15:30','0199b79a-ce96-7f41-9cc6-e217870ee322');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-16T15:00','2025-10-16T15:30','0199b79a-ce98-7928-83d4-c74f901bfcb1');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-21T15:00','2025-10-21T15:30','0199b79a-ce99-7fb2-a6ea-d1822dfaa563');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-23T15:00','2025-10-23T15:30','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-28T15:00','2025-10-28T15:30','0199b79a-ce9b-7a3f-a06f-3b3a5688b038');
INSERT INTO "claim" VALUES ('0199b79a-ce87-7913-8d66-061138d87bdd','2025-10-30T15:00','2025-10-30T15:30','0199b79a-ce9c-7e85-bfac-c49877271bc0');
INSERT INTO "claim" VALUES ('0199b79a-ce89-785f-9c86-50e451757e33','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce8a-7916-b377-b7c1f0292c48','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-06T10:00','2025-10-06T10:30','0199b79a-ce8f-79c0-8ee2-63471b44018d');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-06T12:30','2025-10-06T13:00','0199b79a-ce91-7a23-86a7-073763ed117c');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-07T15:00','2025-10-07T15:30','0199b79a-ce95-7219-a63e-de3127d17caa');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-09T15:00','2025-10-09T15:30','0199b79a-ce96-7f41-9cc6-e217870ee322');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-16T15:00','2025-10-16T15:30','0199b79a-ce98-7928-83d4-c74f901bfcb1');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-21T15:00','2025-10-21T15:30','0199b79a-ce99-7fb2-a6ea-d1822dfaa563');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-23T15:00','2025-10-23T15:30','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-28T15:00','2025-10-28T15:30','0199b79a-ce9b-7a3f-a06f-3b3a5688b038');
INSERT INTO "claim" VALUES ('0199b79a-ce8d-780c-bb72-ea6acd2660eb','2025-10-30T15:00','2025-10-30T15:30','0199b79a-ce9c-7e85-bfac-c49877271bc0');
INSERT INTO "mark_kind" VALUES ('absent','Н','келмеді','неявка','absent',0,0,3);
INSERT INTO "mark_kind" VALUES ('cancelled','Ц','орталық тоқтатты','отменено центром','cancelled by the centre',0,1,5);
INSERT INTO "mark_kind" VALUES ('closed','В','демалыс күні','выходной день','closed day',0,1,6);
INSERT INTO "mark_kind" VALUES ('excused','У','себепті келмеді','уважительная причина','excused',0,1,4);
INSERT INTO "mark_kind" VALUES ('late','О','кешікті','опоздание','late',1,0,2);
INSERT INTO "mark_kind" VALUES ('present','✓','келді','присутствует','present',1,0,1);
INSERT INTO "attendance" VALUES ('0199b79a-ce95-7219-a63e-de3127d17caa','0199b79a-ce81-7074-bff9-9dfc1f714768','excused','справка');
INSERT INTO "attendance" VALUES ('0199b79a-ce96-7f41-9cc6-e217870ee322','0199b79a-ce81-7074-bff9-9dfc1f714768','late',NULL);
INSERT INTO "attendance_change" VALUES ('0199b79a-ce9e-7b65-8f6e-ce8da5df287f','0199b79a-ce95-7219-a63e-de3127d17caa','0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-06T08:40',NULL,NULL,'excused','справка');
INSERT INTO "attendance_change" VALUES ('0199b79a-ce9f-7641-9cb0-81fce3853a32','0199b79a-ce96-7f41-9cc6-e217870ee322','0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-06T08:40',NULL,NULL,'present',NULL);
INSERT INTO "attendance_change" VALUES ('0199b79a-cea0-74e3-a1fa-5243c9e50f98','0199b79a-ce96-7f41-9cc6-e217870ee322','0199b79a-ce81-7074-bff9-9dfc1f714768','2025-10-06T08:40',NULL,'present','late',NULL);
INSERT INTO "change" VALUES ('0199b79a-ce90-7243-8a54-bac6741dbac2','2025-10-06T08:40',NULL,'book',0);
INSERT INTO "change" VALUES ('0199b79a-ce92-7536-8ea3-524f43153abc','2025-10-06T08:40',NULL,'book',0);
INSERT INTO "change" VALUES ('0199b79a-ce93-784c-b63f-b130acc4dc37','2025-10-06T08:40',NULL,'move',0);
INSERT INTO "change" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9','2025-10-06T08:40',NULL,'series',0);
INSERT INTO "change" VALUES ('0199b79a-cea1-7c7b-93fd-31d8d65c668c','2025-10-06T08:40',NULL,'cancel',0);
INSERT INTO "change_step" VALUES ('0199b79a-ce90-7243-8a54-bac6741dbac2',0,'session','0199b79a-ce8f-79c0-8ee2-63471b44018d',NULL,'{"id":"0199b79a-ce8f-79c0-8ee2-63471b44018d","date":"2025-10-06","start":"10:00","minutes":30,"clientId":"0199b79a-ce80-7e6e-92de-35ebb8d41032","horseId":"0199b79a-ce82-7f81-9c56-974bf07d9586","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":null,"templateDate":null,"byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce92-7536-8ea3-524f43153abc',0,'session','0199b79a-ce91-7a23-86a7-073763ed117c',NULL,'{"id":"0199b79a-ce91-7a23-86a7-073763ed117c","date":"2025-10-06","start":"12:00","minutes":30,"clientId":"0199b79a-ce80-7e6e-92de-35ebb8d41032","horseId":"0199b79a-ce82-7f81-9c56-974bf07d9586","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":["0199b79a-ce89-785f-9c86-50e451757e33","0199b79a-ce8a-7916-b377-b7c1f0292c48"],"riderBehindKg":0,"templateId":null,"templateDate":null,"byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce93-784c-b63f-b130acc4dc37',0,'session','0199b79a-ce91-7a23-86a7-073763ed117c','{"id":"0199b79a-ce91-7a23-86a7-073763ed117c","date":"2025-10-06","start":"12:00","minutes":30,"clientId":"0199b79a-ce80-7e6e-92de-35ebb8d41032","horseId":"0199b79a-ce82-7f81-9c56-974bf07d9586","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":["0199b79a-ce89-785f-9c86-50e451757e33","0199b79a-ce8a-7916-b377-b7c1f0292c48"],"riderBehindKg":0,"templateId":null,"templateDate":null,"byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}','{"id":"0199b79a-ce91-7a23-86a7-073763ed117c","date":"2025-10-06","start":"12:30","minutes":30,"clientId":"0199b79a-ce80-7e6e-92de-35ebb8d41032","horseId":"0199b79a-ce82-7f81-9c56-974bf07d9586","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":null,"sidewalkerIds":["0199b79a-ce89-785f-9c86-50e451757e33","0199b79a-ce8a-7916-b377-b7c1f0292c48"],"riderBehindKg":0,"templateId":null,"templateDate":null,"byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',0,'template','0199b79a-ce94-719d-8bfe-acf2f1b8184a',NULL,'{"id":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","riderBehindKg":0,"days":["tu","th"],"start":"15:00","minutes":30,"validFrom":"2025-10-07","validUntil":"2025-10-30"}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',1,'session','0199b79a-ce95-7219-a63e-de3127d17caa',NULL,'{"id":"0199b79a-ce95-7219-a63e-de3127d17caa","date":"2025-10-07","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-07","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',2,'session','0199b79a-ce96-7f41-9cc6-e217870ee322',NULL,'{"id":"0199b79a-ce96-7f41-9cc6-e217870ee322","date":"2025-10-09","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-09","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',3,'session','0199b79a-ce97-7474-ae36-906a5de9344f',NULL,'{"id":"0199b79a-ce97-7474-ae36-906a5de9344f","date":"2025-10-14","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-14","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',4,'session','0199b79a-ce98-7928-83d4-c74f901bfcb1',NULL,'{"id":"0199b79a-ce98-7928-83d4-c74f901bfcb1","date":"2025-10-16","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-16","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',5,'session','0199b79a-ce99-7fb2-a6ea-d1822dfaa563',NULL,'{"id":"0199b79a-ce99-7fb2-a6ea-d1822dfaa563","date":"2025-10-21","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-21","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',6,'session','0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc',NULL,'{"id":"0199b79a-ce9a-769a-a24e-fe2ea3a0a1fc","date":"2025-10-23","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-23","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',7,'session','0199b79a-ce9b-7a3f-a06f-3b3a5688b038',NULL,'{"id":"0199b79a-ce9b-7a3f-a06f-3b3a5688b038","date":"2025-10-28","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-28","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-ce9d-7617-919a-7bbe1a6f67c9',8,'session','0199b79a-ce9c-7e85-bfac-c49877271bc0',NULL,'{"id":"0199b79a-ce9c-7e85-bfac-c49877271bc0","date":"2025-10-30","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-30","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}');
INSERT INTO "change_step" VALUES ('0199b79a-cea1-7c7b-93fd-31d8d65c668c',0,'session','0199b79a-ce97-7474-ae36-906a5de9344f','{"id":"0199b79a-ce97-7474-ae36-906a5de9344f","date":"2025-10-14","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-14","byHand":false,"overrideReason":null,"cancelReason":null,"cancelNote":null}','{"id":"0199b79a-ce97-7474-ae36-906a5de9344f","date":"2025-10-14","start":"15:00","minutes":30,"clientId":"0199b79a-ce81-7074-bff9-9dfc1f714768","horseId":"0199b79a-ce83-7026-8739-220042e2c85f","placeId":"0199b79a-ce8d-780c-bb72-ea6acd2660eb","instructorId":"0199b79a-ce84-769d-a399-50faf00d5481","therapistId":null,"leaderId":"0199b79a-ce87-7913-8d66-061138d87bdd","sidewalkerIds":[],"riderBehindKg":0,"templateId":"0199b79a-ce94-719d-8bfe-acf2f1b8184a","templateDate":"2025-10-14","byHand":false,"overrideReason":null,"cancelReason":"weather","cancelNote":null}');
CREATE INDEX person_by_name ON person (sort_key);
CREATE INDEX person_by_folded_name ON person (folded_name, birth_date);
CREATE INDEX person_by_statement ON person (statement_until);
CREATE INDEX person_word_by_person ON person_word (person_id, word);
CREATE UNIQUE INDEX place_by_name ON place (name, coalesce(lane, ''));
CREATE INDEX template_by_client ON template (client_id);
CREATE INDEX session_by_day ON session (date, start);
CREATE INDEX session_by_horse ON session (horse_id, date, cancel_reason, start, minutes, id);
CREATE INDEX session_by_client ON session (client_id, date);
CREATE INDEX session_unmarked ON session (date, start) WHERE marked = 0 AND cancel_reason IS NULL;
CREATE INDEX claim_by_session ON claim (session_id);
CREATE TRIGGER claim_never_overlaps_on_insert BEFORE INSERT ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN SELECT RAISE(ABORT, 'claim_overlap'); END;
CREATE TRIGGER claim_never_overlaps_on_update BEFORE UPDATE ON claim
  WHEN (
    SELECT ends_at FROM claim
    WHERE resource_id = NEW.resource_id AND starts_at < NEW.ends_at
      AND NOT (resource_id = OLD.resource_id AND starts_at = OLD.starts_at)
    ORDER BY starts_at DESC LIMIT 1
  ) > NEW.starts_at
  BEGIN SELECT RAISE(ABORT, 'claim_overlap'); END;
CREATE INDEX attendance_by_person ON attendance (person_id);
CREATE TRIGGER session_is_marked AFTER INSERT ON attendance
  BEGIN UPDATE session SET marked = 1 WHERE id = NEW.session_id; END;
CREATE TRIGGER session_is_unmarked AFTER DELETE ON attendance
  BEGIN UPDATE session SET marked = 0 WHERE id = OLD.session_id; END;
CREATE INDEX attendance_change_by_session ON attendance_change (session_id, person_id);
