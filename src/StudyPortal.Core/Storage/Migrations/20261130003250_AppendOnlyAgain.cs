using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace StudyPortal.Core.Storage.Migrations;

/// <summary>A table that is made anew loses its triggers: the answer history gets its own back.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261130003250_AppendOnlyAgain")]
public sealed class AppendOnlyAgain : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => AppendOnly.Refuse(migrationBuilder, "AnswerEvents");

    protected override void Down(MigrationBuilder migrationBuilder)
    {
    }
}
