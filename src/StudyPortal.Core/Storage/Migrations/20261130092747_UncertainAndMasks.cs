using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class UncertainAndMasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "GivenSplits",
                table: "Datasets",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Uncertain",
                table: "Datasets",
                type: "TEXT",
                nullable: false,
                defaultValue: "Zeros");

            migrationBuilder.CreateTable(
                name: "LesionMasks",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Pixels = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LesionMasks", x => new { x.CaseId, x.Label });
                    table.ForeignKey(
                        name: "FK_LesionMasks_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LesionMasks");

            migrationBuilder.DropColumn(
                name: "GivenSplits",
                table: "Datasets");

            migrationBuilder.DropColumn(
                name: "Uncertain",
                table: "Datasets");
        }
    }
}
