using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SignatureMethods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Method",
                table: "ReadingSignatures",
                type: "text",
                nullable: false,
                defaultValue: "Password",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "SignatureRequests",
                columns: table => new
                {
                    ReaderId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Method = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Challenge = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConfirmedUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignatureRequests", x => x.ReaderId);
                    table.ForeignKey(
                        name: "FK_SignatureRequests_StudyReaders_ReaderId",
                        column: x => x.ReaderId,
                        principalTable: "StudyReaders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignatureRequests");

            migrationBuilder.DropColumn(
                name: "Method",
                table: "ReadingSignatures");
        }
    }
}
