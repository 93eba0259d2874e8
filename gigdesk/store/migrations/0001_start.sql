CREATE TABLE sync_state (
  one INTEGER NOT NULL PRIMARY KEY,
  desk_id BLOB NOT NULL,
  epoch BLOB NOT NULL,
  marker BLOB NOT NULL,
  hlc INTEGER NOT NULL DEFAULT 0,
  offset_ms INTEGER NOT NULL DEFAULT 0,
  base INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  act_id BLOB,
  staff_id BLOB,
  applying INTEGER NOT NULL DEFAULT 0,
  undoing INTEGER NOT NULL DEFAULT 0,
  trusted_ms INTEGER NOT NULL DEFAULT 0,
  trusted_steady_ms INTEGER NOT NULL DEFAULT 0,
  trusted_run BLOB,
  clock_doubt TEXT
);

CREATE TABLE op (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  hlc INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  body TEXT,
  base INTEGER NOT NULL,
  act_id BLOB,
  staff_id BLOB,
  version INTEGER NOT NULL,
  clock_suspect INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX op_by_row_id_seq ON op (row_id, seq);

CREATE INDEX op_by_act_id ON op (act_id);

CREATE TABLE seal (
  seq INTEGER NOT NULL PRIMARY KEY,
  op_id BLOB NOT NULL,
  epoch BLOB NOT NULL,
  salt BLOB,
  commitment BLOB NOT NULL,
  chain BLOB NOT NULL
);

CREATE TABLE dirty (
  tbl TEXT NOT NULL,
  row_id BLOB NOT NULL
);

CREATE TABLE counter (
  tbl TEXT NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
);

CREATE TABLE draft (
  slot TEXT NOT NULL PRIMARY KEY,
  staff_id BLOB,
  fields TEXT NOT NULL,
  at_ms INTEGER NOT NULL
);

CREATE TABLE original (
  sha256 TEXT NOT NULL PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  content BLOB
);

CREATE TABLE content (
  sha256 TEXT NOT NULL PRIMARY KEY,
  media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  content BLOB NOT NULL
);

CREATE TABLE station (
  id BLOB NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id BLOB REFERENCES station(id),
  level TEXT DEFAULT 'station',
  division_code TEXT,
  address TEXT,
  phone TEXT,
  head_name TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX station_by_code ON station (code);

CREATE TABLE staff (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  phone TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX staff_by_login ON staff (login);

CREATE TABLE division (
  id BLOB NOT NULL PRIMARY KEY,
  code TEXT,
  local_code TEXT,
  name TEXT NOT NULL,
  level TEXT NOT NULL,
  parent_id BLOB REFERENCES division(id),
  aliases TEXT,
  initials TEXT,
  latitude_e6 INTEGER,
  longitude_e6 INTEGER,
  valid_from TEXT,
  valid_to TEXT,
  successor_id BLOB REFERENCES division(id)
);

CREATE INDEX division_by_parent_id ON division (parent_id);

CREATE INDEX division_by_name ON division (name);

CREATE INDEX division_by_code ON division (code);

CREATE INDEX division_by_initials ON division (initials);

CREATE TABLE rule (
  id BLOB NOT NULL PRIMARY KEY,
  rule_id TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  region TEXT,
  source TEXT,
  checked_by TEXT,
  active INTEGER NOT NULL DEFAULT 1
);

CREATE INDEX rule_by_rule_id_valid_from ON rule (rule_id, valid_from);

CREATE TABLE holiday (
  id BLOB NOT NULL PRIMARY KEY,
  day TEXT NOT NULL,
  day_kind TEXT NOT NULL,
  name TEXT,
  active INTEGER NOT NULL DEFAULT 1
);

CREATE INDEX holiday_by_day ON holiday (day);

CREATE TABLE saved_filter (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  position INTEGER DEFAULT 0
);

CREATE INDEX saved_filter_by_page_position ON saved_filter (page, position);

CREATE TABLE act (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB REFERENCES station(id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  staff_id BLOB,
  staff_name TEXT,
  at_ms INTEGER NOT NULL,
  source TEXT,
  reason TEXT,
  undoes_id BLOB REFERENCES act(id),
  about TEXT
);

CREATE INDEX act_by_number ON act (number);

CREATE INDEX act_by_name_number ON act (name, number);

CREATE INDEX act_by_undoes_id ON act (undoes_id);

CREATE INDEX act_by_staff_id_number ON act (staff_id, number);

CREATE INDEX act_by_at_ms_number ON act (at_ms, number);

CREATE TABLE household (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  village_id BLOB REFERENCES division(id),
  address TEXT,
  note TEXT
);

CREATE INDEX household_by_number ON household (number);

CREATE TABLE worker (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'active',
  doc_kind TEXT NOT NULL DEFAULT '01',
  doc_no TEXT,
  name TEXT NOT NULL,
  printed_name TEXT,
  name_image_sha256 TEXT,
  former_name TEXT,
  nickname TEXT,
  name_pinyin TEXT,
  name_initials TEXT,
  sex TEXT,
  birth_date TEXT,
  doc_valid_from TEXT,
  doc_valid_to TEXT,
  ethnic TEXT,
  political TEXT,
  education TEXT,
  marital TEXT,
  hukou_kind TEXT,
  hukou_code TEXT,
  hukou_address TEXT,
  village_id BLOB REFERENCES division(id),
  address TEXT,
  address_code TEXT,
  phone TEXT,
  emergency_name TEXT,
  emergency_relation TEXT,
  emergency_phone TEXT,
  bank_account TEXT,
  bank_name TEXT,
  bank_branch_code TEXT,
  social_card TEXT,
  job_card_no TEXT,
  employment_status TEXT,
  employment_place TEXT,
  employment_province TEXT,
  employment_form TEXT,
  industry TEXT,
  trade TEXT,
  employer_name TEXT,
  employed_since TEXT,
  annual_income_fen INTEGER,
  unemployed_since TEXT,
  unemployed_reason TEXT,
  person_kind TEXT,
  hardship TEXT,
  wanted_trades TEXT,
  wanted_industry TEXT,
  wanted_region TEXT,
  wanted_form TEXT,
  wanted_income_fen INTEGER,
  service_needs TEXT,
  training_wish TEXT,
  insured_employee_pension TEXT,
  insured_resident_pension TEXT,
  insured_rural_pension TEXT,
  insured_employee_medical TEXT,
  insured_resident_medical TEXT,
  insured_unemployment TEXT,
  insured_work_injury TEXT,
  insured_rural_medical TEXT,
  skilled_training TEXT,
  training_kind TEXT,
  training_project TEXT,
  has_national_certificate TEXT,
  certificate_level TEXT,
  services_received TEXT,
  meal_need TEXT,
  health_note TEXT,
  disability_kind TEXT,
  disability_grade TEXT,
  disability_no TEXT,
  household_id BLOB REFERENCES household(id),
  relation_to_head TEXT,
  photo_sha256 TEXT,
  notes TEXT,
  registered_by TEXT,
  registered_on TEXT,
  source_note TEXT,
  verified_how TEXT,
  merged_into BLOB REFERENCES worker(id)
);

CREATE INDEX worker_by_doc_no ON worker (doc_no);

CREATE INDEX worker_by_number ON worker (number);

CREATE INDEX worker_by_name_birth_date ON worker (name, birth_date);

CREATE INDEX worker_by_name_pinyin_id ON worker (name_pinyin, id);

CREATE INDEX worker_by_village_id ON worker (village_id);

CREATE INDEX worker_by_phone ON worker (phone);

CREATE INDEX worker_by_birth_date ON worker (birth_date);

CREATE INDEX worker_by_household_id ON worker (household_id);

CREATE INDEX worker_by_merged_into ON worker (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX worker_by_hardship ON worker (hardship) WHERE hardship IS NOT NULL;

CREATE INDEX worker_by_person_kind ON worker (person_kind) WHERE person_kind IS NOT NULL;

CREATE TABLE worker_phone (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  phone TEXT NOT NULL,
  owner TEXT,
  note TEXT
);

CREATE INDEX worker_phone_by_worker_id ON worker_phone (worker_id);

CREATE INDEX worker_phone_by_phone ON worker_phone (phone);

CREATE TABLE worker_category (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  category TEXT NOT NULL,
  evidence TEXT,
  valid_from TEXT,
  valid_to TEXT,
  note TEXT
);

CREATE INDEX worker_category_by_worker_id ON worker_category (worker_id);

CREATE INDEX worker_category_by_category ON worker_category (category);

CREATE TABLE employment (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  status TEXT NOT NULL,
  place TEXT,
  province TEXT,
  form TEXT,
  employer_name TEXT,
  trade TEXT,
  since TEXT,
  until TEXT,
  until_assumed INTEGER NOT NULL DEFAULT 0,
  note TEXT
);

CREATE INDEX employment_by_worker_id_since ON employment (worker_id, since);

CREATE TABLE certificate (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  kind TEXT NOT NULL,
  certificate_no TEXT,
  trade TEXT,
  level TEXT,
  issuer TEXT,
  issued_on TEXT,
  valid_to TEXT,
  review_on TEXT,
  verified_how TEXT,
  verified_by TEXT,
  verified_on TEXT,
  scan_sha256 TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX certificate_by_worker_id ON certificate (worker_id);

CREATE INDEX certificate_by_valid_to ON certificate (valid_to);

CREATE INDEX certificate_by_certificate_no ON certificate (certificate_no);

CREATE TABLE intention (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  trades TEXT,
  region TEXT,
  form TEXT,
  income_fen INTEGER,
  registered_on TEXT NOT NULL,
  expires_on TEXT,
  state TEXT NOT NULL DEFAULT 'open',
  note TEXT
);

CREATE INDEX intention_by_worker_id ON intention (worker_id);

CREATE INDEX intention_by_expires_on ON intention (expires_on);

CREATE TABLE consent (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  purpose TEXT NOT NULL,
  data_classes TEXT,
  recipients TEXT,
  basis TEXT NOT NULL DEFAULT 'consent',
  form_version TEXT,
  given_how TEXT,
  given_on TEXT NOT NULL,
  expires_on TEXT,
  withdrawn_on TEXT,
  scan_sha256 TEXT
);

CREATE INDEX consent_by_worker_id_purpose_given_on_withdrawn_on_expires_on ON consent (worker_id, purpose, given_on, withdrawn_on, expires_on);

CREATE TABLE worker_alias (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  from_id BLOB NOT NULL REFERENCES worker(id),
  to_id BLOB NOT NULL REFERENCES worker(id),
  reason TEXT,
  active INTEGER NOT NULL DEFAULT 1
);

CREATE INDEX worker_alias_by_from_id ON worker_alias (from_id);

CREATE INDEX worker_alias_by_to_id ON worker_alias (to_id);

CREATE TABLE not_double (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  one_id BLOB NOT NULL REFERENCES worker(id),
  other_id BLOB NOT NULL REFERENCES worker(id),
  reason TEXT
);

CREATE INDEX not_double_by_one_id_other_id ON not_double (one_id, other_id);

CREATE TABLE intake (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  room TEXT NOT NULL DEFAULT 'workers',
  file_name TEXT NOT NULL,
  sha256 TEXT,
  sheet TEXT,
  columns TEXT,
  counts TEXT NOT NULL,
  act_id BLOB REFERENCES act(id),
  state TEXT NOT NULL DEFAULT 'done'
);

CREATE INDEX intake_by_number ON intake (number);

CREATE INDEX intake_by_sha256 ON intake (sha256);

CREATE TABLE column_map (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  room TEXT NOT NULL,
  layout_key TEXT NOT NULL,
  columns TEXT NOT NULL,
  note TEXT
);

CREATE INDEX column_map_by_room_layout_key ON column_map (room, layout_key);

CREATE TABLE word_map (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  field TEXT NOT NULL,
  word TEXT NOT NULL,
  code TEXT
);

CREATE INDEX word_map_by_field_word ON word_map (field, word);

CREATE TABLE employer (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  name_pinyin TEXT,
  spoken TEXT,
  uscc TEXT,
  old_licence_no TEXT,
  owner_doc_no TEXT,
  unit_kind TEXT,
  economic_kind TEXT,
  industry TEXT,
  legal_representative TEXT,
  contact_name TEXT,
  contact_phone TEXT,
  address TEXT,
  division_code TEXT,
  employee_count INTEGER,
  agency_licence_no TEXT,
  agency_licence_to TEXT,
  dispatch_licence_no TEXT,
  dispatch_licence_to TEXT,
  deposit_fen INTEGER,
  deposit_where TEXT,
  deposit_to TEXT,
  flag TEXT,
  flag_reason TEXT,
  flag_until TEXT,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX employer_by_number ON employer (number);

CREATE INDEX employer_by_uscc ON employer (uscc);

CREATE INDEX employer_by_name ON employer (name);

CREATE INDEX employer_by_name_pinyin ON employer (name_pinyin);

CREATE TABLE job_order (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  employer_id BLOB NOT NULL REFERENCES employer(id),
  trade TEXT NOT NULL,
  trade_pinyin TEXT,
  spoken TEXT,
  people INTEGER NOT NULL,
  men INTEGER,
  women INTEGER,
  age_min INTEGER,
  age_max INTEGER,
  age_reason TEXT,
  certificate_kind TEXT,
  certificate_rule TEXT DEFAULT 'warn',
  hazardous INTEGER NOT NULL DEFAULT 0,
  place TEXT NOT NULL,
  place_pinyin TEXT,
  place_code TEXT,
  content TEXT,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  employment_form TEXT,
  answers TEXT,
  probation_days INTEGER,
  probation_fen INTEGER,
  minutes_per_day INTEGER,
  days_per_week INTEGER,
  hours_kind TEXT,
  hours_approval TEXT,
  shift TEXT,
  rest TEXT,
  pay_kind TEXT NOT NULL,
  pay_fen INTEGER,
  pay_unit TEXT,
  pay_cycle TEXT,
  pay_within_days INTEGER,
  pay_method TEXT,
  meals TEXT,
  meals_day_fen INTEGER,
  lodging TEXT,
  lodging_month_fen INTEGER,
  transport_payer TEXT,
  transport_advance TEXT,
  insurance_kinds TEXT,
  insurance_payer TEXT,
  hazards TEXT,
  protection TEXT,
  fee_model TEXT,
  fee_fen INTEGER,
  fee_permyriad INTEGER,
  fee_tiers TEXT,
  promise TEXT,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'draft'
);

CREATE INDEX job_order_by_number ON job_order (number);

CREATE INDEX job_order_by_employer_id ON job_order (employer_id);

CREATE INDEX job_order_by_state_from_day ON job_order (state, from_day);

CREATE TABLE employer_record (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  employer_id BLOB NOT NULL REFERENCES employer(id),
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  what TEXT NOT NULL,
  source TEXT,
  amount_fen INTEGER,
  people INTEGER,
  closed_on TEXT,
  closed_how TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX employer_record_by_employer_id_kind ON employer_record (employer_id, kind);

CREATE TABLE order_review (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  order_id BLOB NOT NULL REFERENCES job_order(id),
  point TEXT NOT NULL,
  facts TEXT,
  said_by TEXT NOT NULL,
  said_on TEXT NOT NULL,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX order_review_by_order_id_point ON order_review (order_id, point);

CREATE TABLE pay_band (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  trade TEXT,
  region TEXT,
  pay_kind TEXT NOT NULL,
  pay_unit TEXT,
  low_fen INTEGER,
  high_fen INTEGER,
  valid_from TEXT NOT NULL,
  source TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX pay_band_by_pay_kind_valid_from ON pay_band (pay_kind, valid_from);

CREATE TABLE training_class (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'ordinary',
  trade TEXT,
  level TEXT,
  order_id BLOB REFERENCES job_order(id),
  school TEXT,
  teacher TEXT,
  place TEXT,
  from_day TEXT,
  to_day TEXT,
  theory_hours INTEGER,
  practice_hours INTEGER,
  planned_people INTEGER,
  state TEXT NOT NULL DEFAULT 'planned'
);

CREATE INDEX training_class_by_number ON training_class (number);

CREATE INDEX training_class_by_from_day ON training_class (from_day);

CREATE TABLE enrolment (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  class_id BLOB NOT NULL REFERENCES training_class(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  enrolled_on TEXT,
  result TEXT,
  score INTEGER,
  certificate_id BLOB REFERENCES certificate(id),
  state TEXT NOT NULL DEFAULT 'enrolled'
);

CREATE INDEX enrolment_by_class_id ON enrolment (class_id);

CREATE INDEX enrolment_by_worker_id ON enrolment (worker_id);

CREATE TABLE batch (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  order_id BLOB NOT NULL REFERENCES job_order(id),
  depart_on TEXT NOT NULL,
  depart_time TEXT,
  depart_place TEXT,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  sent_on TEXT,
  returned_on TEXT,
  leader_name TEXT,
  leader_phone TEXT,
  advance_fen INTEGER,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'planned'
);

CREATE INDEX batch_by_number ON batch (number);

CREATE INDEX batch_by_order_id ON batch (order_id);

CREATE INDEX batch_by_depart_on ON batch (depart_on);

CREATE TABLE crew (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  number INTEGER NOT NULL,
  name TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX crew_by_batch_id_number ON crew (batch_id, number);

CREATE TABLE vehicle (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  number INTEGER NOT NULL,
  plate TEXT,
  seats INTEGER NOT NULL,
  staff_seats INTEGER NOT NULL DEFAULT 1,
  driver_name TEXT,
  driver_phone TEXT,
  charter_no TEXT,
  permit_no TEXT,
  insured_to TEXT,
  permit_to TEXT,
  licence_to TEXT,
  qualified_to TEXT,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX vehicle_by_batch_id_number ON vehicle (batch_id, number);

CREATE TABLE batch_member (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  position INTEGER NOT NULL,
  crew_id BLOB REFERENCES crew(id),
  leads INTEGER NOT NULL DEFAULT 0,
  vehicle_id BLOB REFERENCES vehicle(id),
  seat INTEGER,
  pickup TEXT,
  promised_on TEXT,
  promise_seen_by TEXT,
  promise_terms TEXT,
  state TEXT NOT NULL DEFAULT 'listed',
  until_day TEXT,
  reason_code TEXT,
  reason TEXT,
  how_chosen TEXT,
  passed_over INTEGER,
  chosen_why TEXT,
  replaces_id BLOB REFERENCES batch_member(id)
);

CREATE INDEX batch_member_by_batch_id_position ON batch_member (batch_id, position);

CREATE INDEX batch_member_by_worker_id_state ON batch_member (worker_id, state);

CREATE TABLE contract_template (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX contract_template_by_kind_version ON contract_template (kind, version);

CREATE TABLE contract (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  contract_no TEXT NOT NULL,
  kind TEXT NOT NULL,
  template_id BLOB NOT NULL REFERENCES contract_template(id),
  batch_id BLOB REFERENCES batch(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  employer_id BLOB NOT NULL REFERENCES employer(id),
  order_id BLOB REFERENCES job_order(id),
  from_day TEXT NOT NULL,
  to_day TEXT,
  fields TEXT NOT NULL,
  answers TEXT,
  renews_id BLOB REFERENCES contract(id),
  file_sha256 TEXT,
  signed_on TEXT,
  signed_how TEXT,
  scan_sha256 TEXT,
  copy_given INTEGER NOT NULL DEFAULT 0,
  copy_on TEXT,
  ended_on TEXT,
  end_code TEXT,
  end_reason TEXT,
  state TEXT NOT NULL DEFAULT 'draft'
);

CREATE INDEX contract_by_number ON contract (number);

CREATE INDEX contract_by_contract_no ON contract (contract_no);

CREATE INDEX contract_by_batch_id ON contract (batch_id);

CREATE INDEX contract_by_worker_id_state ON contract (worker_id, state);

CREATE TABLE lot_draw (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  number INTEGER NOT NULL,
  method TEXT NOT NULL,
  seed TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  pool TEXT NOT NULL,
  pool_sha256 TEXT NOT NULL,
  taken TEXT NOT NULL,
  reason TEXT
);
CREATE INDEX lot_draw_by_batch_id_number ON lot_draw (batch_id, number);
CREATE TABLE insurance_product (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  insurer TEXT NOT NULL,
  policy_no TEXT,
  age_min INTEGER NOT NULL,
  age_max INTEGER NOT NULL,
  classes TEXT NOT NULL,
  min_people INTEGER,
  min_share_percent INTEGER,
  cutoff_time TEXT,
  wait_days INTEGER NOT NULL DEFAULT 1,
  premium_fen INTEGER,
  premium_per TEXT,
  valid_days INTEGER,
  employer_fen INTEGER,
  station_fen INTEGER,
  worker_fen INTEGER,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX insurance_product_by_number ON insurance_product (number);

CREATE TABLE insurance_list (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  product_id BLOB NOT NULL REFERENCES insurance_product(id),
  version INTEGER NOT NULL,
  occupation_class INTEGER NOT NULL,
  made_on TEXT NOT NULL,
  people INTEGER NOT NULL,
  premium_fen INTEGER,
  employer_fen INTEGER,
  station_fen INTEGER,
  worker_fen INTEGER,
  rows_sha256 TEXT NOT NULL,
  sent_on TEXT,
  sent_at TEXT,
  sent_how TEXT,
  effective_on TEXT,
  receipt_no TEXT,
  policy_no TEXT,
  state TEXT NOT NULL DEFAULT 'made'
);

CREATE INDEX insurance_list_by_batch_id_version ON insurance_list (batch_id, version);

CREATE TABLE insurance_row (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  list_id BLOB NOT NULL REFERENCES insurance_list(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  position INTEGER NOT NULL,
  part TEXT NOT NULL,
  change TEXT,
  pair INTEGER,
  name TEXT NOT NULL,
  doc_kind TEXT,
  doc_no TEXT,
  sex TEXT,
  birth_date TEXT,
  occupation_class INTEGER NOT NULL,
  trade TEXT,
  phone TEXT,
  from_day TEXT NOT NULL,
  to_day TEXT
);

CREATE INDEX insurance_row_by_list_id_position ON insurance_row (list_id, position);

CREATE INDEX insurance_row_by_worker_id ON insurance_row (worker_id);

CREATE TABLE cover_decision (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  decided_on TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL
);

CREATE INDEX cover_decision_by_batch_id ON cover_decision (batch_id);

CREATE INDEX cover_decision_by_worker_id ON cover_decision (worker_id);

CREATE TABLE departure_tick (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  line TEXT NOT NULL,
  done_on TEXT NOT NULL,
  done_by TEXT NOT NULL,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);

CREATE INDEX departure_tick_by_batch_id_line ON departure_tick (batch_id, line);

CREATE TABLE sign_in (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  stage TEXT NOT NULL,
  leg INTEGER NOT NULL DEFAULT 1,
  stop TEXT,
  vehicle_id BLOB REFERENCES vehicle(id),
  result TEXT NOT NULL,
  reason_code TEXT,
  note TEXT,
  how TEXT NOT NULL,
  day TEXT NOT NULL,
  time TEXT NOT NULL,
  corrects_id BLOB REFERENCES sign_in(id),
  void INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX sign_in_by_batch_id_stage_leg ON sign_in (batch_id, stage, leg);

CREATE INDEX sign_in_by_worker_id ON sign_in (worker_id);

CREATE INDEX sign_in_by_corrects_id ON sign_in (corrects_id);

CREATE TABLE head_count (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  vehicle_id BLOB NOT NULL REFERENCES vehicle(id),
  leg INTEGER NOT NULL DEFAULT 1,
  stop TEXT,
  counted INTEGER NOT NULL,
  aboard INTEGER NOT NULL,
  day TEXT NOT NULL,
  time TEXT NOT NULL,
  corrects_id BLOB REFERENCES head_count(id),
  void INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX head_count_by_batch_id_leg ON head_count (batch_id, leg);

CREATE INDEX head_count_by_corrects_id ON head_count (corrects_id);

CREATE TABLE advance (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  number INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  kind TEXT NOT NULL,
  signed INTEGER NOT NULL DEFAULT 0,
  note TEXT,
  reason TEXT,
  corrects_id BLOB REFERENCES advance(id),
  void INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX advance_by_batch_id ON advance (batch_id);

CREATE INDEX advance_by_worker_id ON advance (worker_id);

CREATE INDEX advance_by_corrects_id ON advance (corrects_id);

CREATE TABLE loan (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  worker_id BLOB NOT NULL REFERENCES worker(id),
  lender_id BLOB NOT NULL REFERENCES employer(id),
  borrower_id BLOB NOT NULL REFERENCES employer(id),
  order_id BLOB REFERENCES job_order(id),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  agreement TEXT,
  note TEXT,
  reason TEXT,
  state TEXT NOT NULL DEFAULT 'agreed'
);
CREATE INDEX loan_by_number ON loan (number);
CREATE INDEX loan_by_worker_id_state ON loan (worker_id, state);
CREATE INDEX loan_by_to_day ON loan (to_day);

CREATE TABLE reserve_pool (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  trade TEXT,
  note TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);
CREATE INDEX reserve_pool_by_number ON reserve_pool (number);

CREATE TABLE reserve_member (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  pool_id BLOB NOT NULL REFERENCES reserve_pool(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  confirmed_on TEXT,
  state TEXT NOT NULL DEFAULT 'active'
);
CREATE INDEX reserve_member_by_pool_id_state ON reserve_member (pool_id, state);
CREATE INDEX reserve_member_by_worker_id ON reserve_member (worker_id);

CREATE TABLE reserve_call (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  pool_id BLOB NOT NULL REFERENCES reserve_pool(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  batch_id BLOB REFERENCES batch(id),
  day TEXT NOT NULL,
  result TEXT NOT NULL,
  reason_code TEXT,
  note TEXT,
  corrects_id BLOB REFERENCES reserve_call(id),
  void INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX reserve_call_by_pool_id_worker_id ON reserve_call (pool_id, worker_id);
CREATE INDEX reserve_call_by_batch_id ON reserve_call (batch_id);
CREATE INDEX reserve_call_by_corrects_id ON reserve_call (corrects_id);

CREATE TABLE work_day (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  day TEXT NOT NULL,
  quarters INTEGER NOT NULL,
  minutes INTEGER,
  overtime_minutes INTEGER NOT NULL DEFAULT 0,
  overtime_kind TEXT,
  times TEXT,
  mark TEXT,
  source TEXT,
  source_sheet TEXT,
  source_row INTEGER,
  corrects_id BLOB REFERENCES work_day(id),
  void INTEGER NOT NULL DEFAULT 0,
  reason TEXT
);

CREATE INDEX work_day_by_batch_id_day ON work_day (batch_id, day);

CREATE INDEX work_day_by_worker_id_day ON work_day (worker_id, day);

CREATE INDEX work_day_by_corrects_id ON work_day (corrects_id);

CREATE TABLE weighing (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  worker_id BLOB NOT NULL REFERENCES worker(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  day TEXT NOT NULL,
  part TEXT NOT NULL,
  gross_grams INTEGER NOT NULL,
  deducted_grams INTEGER NOT NULL DEFAULT 0,
  disputed INTEGER NOT NULL DEFAULT 0,
  weighed_at TEXT,
  source TEXT,
  corrects_id BLOB REFERENCES weighing(id),
  void INTEGER NOT NULL DEFAULT 0,
  reason TEXT
);

CREATE INDEX weighing_by_batch_id_day ON weighing (batch_id, day);

CREATE INDEX weighing_by_worker_id_day ON weighing (worker_id, day);

CREATE INDEX weighing_by_corrects_id ON weighing (corrects_id);

CREATE TABLE day_confirmation (
  id BLOB NOT NULL PRIMARY KEY,
  station_id BLOB NOT NULL REFERENCES station(id),
  batch_id BLOB NOT NULL REFERENCES batch(id),
  month TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  confirmed_on TEXT NOT NULL,
  quarters_total INTEGER NOT NULL,
  minutes_total INTEGER,
  overtime_total INTEGER,
  grams_total INTEGER,
  corrects_id BLOB REFERENCES day_confirmation(id),
  void INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX day_confirmation_by_batch_id_month ON day_confirmation (batch_id, month);

CREATE TABLE intake_row (
  id BLOB NOT NULL PRIMARY KEY,
  intake_id BLOB NOT NULL,
  sheet TEXT,
  row INTEGER NOT NULL,
  block INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done',
  settled_by INTEGER,
  worker_id BLOB,
  proposed_id BLOB,
  cells TEXT,
  fields TEXT,
  reasons TEXT
);

CREATE INDEX intake_row_by_intake_id_row ON intake_row (intake_id, row);

CREATE INDEX intake_row_by_worker_id ON intake_row (worker_id);

CREATE INDEX intake_row_by_state_outcome ON intake_row (state, outcome);

CREATE INDEX intake_row_by_settled_by ON intake_row (settled_by) WHERE settled_by IS NOT NULL;

CREATE TABLE worker_slot (
  slot INTEGER NOT NULL PRIMARY KEY,
  worker_id BLOB NOT NULL,
  owner_id BLOB,
  card TEXT NOT NULL,
  digits TEXT NOT NULL,
  UNIQUE (worker_id)
);

CREATE TABLE worker_find (
  piece TEXT NOT NULL,
  slot INTEGER NOT NULL,
  PRIMARY KEY (piece, slot)
) WITHOUT ROWID;

CREATE TABLE weigh_total (
  batch_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  day TEXT NOT NULL,
  part TEXT NOT NULL,
  weighing_id BLOB NOT NULL,
  gross_grams INTEGER NOT NULL,
  deducted_grams INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  UNIQUE (batch_id, worker_id, day, part)
);

CREATE TABLE day_total (
  batch_id BLOB NOT NULL,
  worker_id BLOB NOT NULL,
  day TEXT NOT NULL,
  work_day_id BLOB NOT NULL,
  quarters INTEGER NOT NULL,
  overtime_minutes INTEGER NOT NULL,
  minutes INTEGER,
  overtime_kind TEXT,
  UNIQUE (batch_id, worker_id, day)
);

CREATE INDEX day_total_by_worker_id_day ON day_total (worker_id, day);

-- Fragments of numbers: not in the spec, because a virtual table is none of its kinds.
CREATE VIRTUAL TABLE worker_digits USING fts5 (
  digits, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram'
);
