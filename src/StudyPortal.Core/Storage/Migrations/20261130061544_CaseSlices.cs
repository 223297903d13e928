using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CaseSlices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "KeySlice",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Modality",
                table: "Cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "RescaleIntercept",
                table: "Cases",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "RescaleSlope",
                table: "Cases",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CaseSlices",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Pixels = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseSlices", x => new { x.CaseId, x.Position });
                    table.ForeignKey(
                        name: "FK_CaseSlices_Cases_CaseId",
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
                name: "CaseSlices");

            migrationBuilder.DropColumn(
                name: "KeySlice",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Modality",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RescaleIntercept",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RescaleSlope",
                table: "Cases");
        }
    }
}
