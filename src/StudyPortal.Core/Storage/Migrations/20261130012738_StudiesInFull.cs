using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class StudiesInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "ReadingSlots",
                type: "TEXT",
                nullable: false,
                defaultValue: "Main");

            migrationBuilder.AddColumn<bool>(
                name: "IsPilot",
                table: "ReadingSlots",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE ReadingSlots SET Purpose = 'Repeat' WHERE IsRepeat = 1;");

            // What follows makes two tables anew, after all that stands above.
            migrationBuilder.DropColumn("IsRepeat", "ReadingSlots");

            migrationBuilder.DropIndex(
                name: "IX_StudyItems_ArmId_CaseId_TargetLabel",
                table: "StudyItems");

            migrationBuilder.DropIndex(
                name: "IX_ReadingSlots_ReaderId_Position",
                table: "ReadingSlots");

            migrationBuilder.AddColumn<DateTime>(
                name: "JoinedUtc",
                table: "StudyReaders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ArmId",
                table: "StudyItems",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Control",
                table: "StudyItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsCalibration",
                table: "StudyItems",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

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

            migrationBuilder.AddColumn<string>(
                name: "OrderKind",
                table: "Studies",
                type: "TEXT",
                nullable: false,
                defaultValue: "LatinSquare");

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
                name: "Sessions",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

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

            migrationBuilder.AddColumn<int>(
                name: "Session",
                table: "ReadingSlots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

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
                name: "IX_StudyItems_ArmId_CaseId_TargetLabel",
                table: "StudyItems",
                columns: new[] { "ArmId", "CaseId", "TargetLabel" },
                unique: true,
                filter: "Control IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_StudyItems_Arm",
                table: "StudyItems",
                sql: "ArmId IS NOT NULL OR Control = 'Edges'");

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

        /// <summary>Pilots, controls and settings have no place in the schema before.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Pilots and controls cannot be taken back; restore the backup made before the upgrade.");
    }
}
