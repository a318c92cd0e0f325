# Runs once, when the data folder is created. Creates Debezium's role; the migrations grant its permissions.
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v user="$CDC_USER" -v password="$CDC_PASSWORD" <<'SQL'
CREATE ROLE :"user" LOGIN REPLICATION PASSWORD :'password';
SQL
