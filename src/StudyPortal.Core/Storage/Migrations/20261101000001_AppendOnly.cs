using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StudyPortal.Core.Storage.Migrations;

/// <summary>The audit log and the answer history only grow: the database itself refuses anything else.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261101000001_AppendOnly")]
public sealed class AppendOnly : Migration
{
    private static readonly string[] Tables = ["AuditEvents", "AnswerEvents"];
    private static readonly string[] Verbs = ["UPDATE", "DELETE"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables) Refuse(migrationBuilder, table);
    }

    /// <summary>Refuses changes of the table, whether or not it does already.</summary>
    internal static void Refuse(MigrationBuilder migrationBuilder, string table)
    {
        foreach (var verb in Verbs)
            migrationBuilder.Sql(
                $"CREATE TRIGGER IF NOT EXISTS {TriggerName(table, verb)} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables)
            foreach (var verb in Verbs)
                migrationBuilder.Sql($"DROP TRIGGER {TriggerName(table, verb)};");
    }

    private static string TriggerName(string table, string verb) => $"{table}_refuse_{verb}";
}
