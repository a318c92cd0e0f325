# Runs once, when the data folder is created. The service's role owns its database and nothing else. Debezium's reads the log; the migrations
# grant it the tables that it reads.
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v owner="${DATABASE_USER:?}" -v owner_password="${DATABASE_PASSWORD:?}" -v cdc="${CDC_USER:?}" -v cdc_password="${CDC_PASSWORD:?}" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"cdc" LOGIN REPLICATION PASSWORD :'cdc_password';
CREATE DATABASE :"owner" OWNER :"owner";
REVOKE ALL ON DATABASE :"owner" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"owner" TO :"cdc";
SQL
