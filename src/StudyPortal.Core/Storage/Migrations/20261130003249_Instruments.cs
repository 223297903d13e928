using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Instruments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>("Form", "Questions", type: "TEXT", nullable: false, defaultValue: "");
            migrationBuilder.AddColumn<bool>("IsRequired", "Questions", type: "INTEGER", nullable: false, defaultValue: true);
            migrationBuilder.AddColumn<bool>("AllowsCannotJudge", "Questions", type: "INTEGER", nullable: false, defaultValue: true);
            migrationBuilder.AddColumn<string>("Step", "Questions", type: "TEXT", nullable: false, defaultValue: "WithMap");
            migrationBuilder.AddColumn<string>("Keys", "Questions", type: "TEXT", nullable: false, defaultValue: "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\"]");
            migrationBuilder.Sql(
                """
                UPDATE Questions SET Form = json_object('kind', 'scale', 'lowest', 0, 'highest', 5, 'points',
                    (SELECT json_group_array(json_object('score', key, 'text', value, 'example', NULL)) FROM json_each(Anchors)));
                """);
            migrationBuilder.AddColumn<string>("Value", "Answers", type: "TEXT", nullable: true);
            migrationBuilder.Sql("UPDATE Answers SET Value = CAST(Score AS TEXT) WHERE Score IS NOT NULL;");
            migrationBuilder.AddColumn<bool>("AllowsChanges", "Studies", type: "INTEGER", nullable: false, defaultValue: true);
            migrationBuilder.AddColumn<int>("FurthestPosition", "StudyReaders", type: "INTEGER", nullable: false, defaultValue: 1);
            migrationBuilder.Sql("UPDATE StudyReaders SET FurthestPosition = CurrentPosition;");

            // What follows makes the tables anew, after all that stands above.
            migrationBuilder.DropColumn("Anchors", "Questions");
            migrationBuilder.DropCheckConstraint("CK_Answers_Score", "Answers");
            migrationBuilder.DropColumn("Score", "Answers");
            migrationBuilder.AddCheckConstraint("CK_Answers_Value", "Answers", "(CannotJudge = 1) = (Value IS NULL)");
            migrationBuilder.RenameColumn("OldScore", "AnswerEvents", "OldValue");
            migrationBuilder.AlterColumn<string>("OldValue", "AnswerEvents", type: "TEXT", nullable: true, oldClrType: typeof(int), oldType: "INTEGER", oldNullable: true);
            migrationBuilder.RenameColumn("NewScore", "AnswerEvents", "NewValue");
            migrationBuilder.AlterColumn<string>("NewValue", "AnswerEvents", type: "TEXT", nullable: true, oldClrType: typeof(int), oldType: "INTEGER", oldNullable: true);
            migrationBuilder.AddColumn<int>("MapMilliseconds", "AnswerEvents", type: "INTEGER", nullable: false, defaultValue: 0);
            migrationBuilder.AddColumn<string>("ScreenJson", "AnswerEvents", type: "TEXT", nullable: false, defaultValue: "");
            migrationBuilder.AddColumn<string>("ViewJson", "AnswerEvents", type: "TEXT", nullable: false, defaultValue: "");

            migrationBuilder.CreateTable(
                name: "DisplayChecks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ReaderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeesDark = table.Column<bool>(type: "INTEGER", nullable: false),
                    SeesBright = table.Column<bool>(type: "INTEGER", nullable: false),
                    ScreenJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisplayChecks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DisplayChecks_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MapReveals",
                columns: table => new
                {
                    SlotId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MapReveals", x => x.SlotId);
                    table.ForeignKey(
                        name: "FK_MapReveals_ReadingSlots_SlotId",
                        column: x => x.SlotId,
                        principalTable: "ReadingSlots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReaderKeys",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeysJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReaderKeys", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_ReaderKeys_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DisplayChecks_ReaderId_AtUtc",
                table: "DisplayChecks",
                columns: new[] { "ReaderId", "AtUtc" });
        }

        /// <summary>Answers to other questions than scales from 0 to 5 have no place in the schema before.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("The instruments cannot be taken back; restore the backup made before the upgrade.");
    }
}
