using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StudyPortal.Core.Storage.Postgres.Migrations;

/// <summary>The audit log and the answer history only grow: the database itself refuses anything else.</summary>
[DbContext(typeof(PostgresPortalDb))]
[Migration("20261130120001_AppendOnly")]
public sealed class AppendOnly : Migration
{
    private static readonly string[] Tables = ["AuditEvents", "AnswerEvents"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
            END $$;
            """);
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"""CREATE TRIGGER "{table}_refuse_change" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change();""");
            // Rows have triggers of their own; emptying a table passes them by.
            migrationBuilder.Sql($"""CREATE TRIGGER "{table}_refuse_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();""");
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
        {
            migrationBuilder.Sql($"""DROP TRIGGER "{table}_refuse_truncate" ON "{table}";""");
            migrationBuilder.Sql($"""DROP TRIGGER "{table}_refuse_change" ON "{table}";""");
        }

        migrationBuilder.Sql("DROP FUNCTION refuse_change();");
    }
}
