# Run once, when the data are created: the role that Debezium signs in with. The migrations grant it what it needs.
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v user="$CDC_USER" -v password="$CDC_PASSWORD" <<'SQL'
CREATE ROLE :"user" LOGIN REPLICATION PASSWORD :'password';
SQL
