using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class StudyLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ReadingSlots_ReaderId_Position",
                table: "ReadingSlots");

            migrationBuilder.AddColumn<DateTime>(
                name: "JoinedUtc",
                table: "StudyReaders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedUtc",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "AreFilesSound",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "FilesVerdict",
                table: "Studies",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FilesVerifiedUtc",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PilotCases",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "PilotUtc",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadingSinceUtc",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Settings_BreakAfterMinutes",
                table: "Studies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "Settings_Deadline",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Settings_MaxPerSitting",
                table: "Studies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Settings_RemindDaysBefore",
                table: "Studies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Settings_RemindSilentDays",
                table: "Studies",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Settings_SilentDays",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 3);

            migrationBuilder.AddColumn<bool>(
                name: "IsPilot",
                table: "ReadingSlots",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Reminders_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReadingSlots_ReaderId_IsPilot_Position",
                table: "ReadingSlots",
                columns: new[] { "ReaderId", "IsPilot", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_ReaderId_AtUtc",
                table: "Reminders",
                columns: new[] { "ReaderId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_StudyId",
                table: "Reminders",
                column: "StudyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_ReadingSlots_ReaderId_IsPilot_Position",
                table: "ReadingSlots");

            migrationBuilder.DropColumn(
                name: "JoinedUtc",
                table: "StudyReaders");

            migrationBuilder.DropColumn(
                name: "ArchivedUtc",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "AreFilesSound",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "FilesVerdict",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "FilesVerifiedUtc",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "PilotCases",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "PilotUtc",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ReadingSinceUtc",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_BreakAfterMinutes",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_Deadline",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_MaxPerSitting",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_RemindDaysBefore",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_RemindSilentDays",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Settings_SilentDays",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "IsPilot",
                table: "ReadingSlots");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingSlots_ReaderId_Position",
                table: "ReadingSlots",
                columns: new[] { "ReaderId", "Position" },
                unique: true);
        }
    }
}
