using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class HealthHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_JobLogLines_JobId",
                table: "JobLogLines");

            migrationBuilder.AddColumn<string>(
                name: "ActivityJson",
                table: "Trainers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "Jobs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HealthSamples",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Figure = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Value = table.Column<double>(type: "REAL", nullable: false),
                    IsHourly = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthSamples", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_JobLogLines_JobId_Id",
                table: "JobLogLines",
                columns: new[] { "JobId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_HealthSamples_AtUtc_Figure",
                table: "HealthSamples",
                columns: new[] { "AtUtc", "Figure" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HealthSamples");

            migrationBuilder.DropIndex(
                name: "IX_JobLogLines_JobId_Id",
                table: "JobLogLines");

            migrationBuilder.DropColumn(
                name: "ActivityJson",
                table: "Trainers");

            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "Jobs");

            migrationBuilder.CreateIndex(
                name: "IX_JobLogLines_JobId",
                table: "JobLogLines",
                column: "JobId");
        }
    }
}
