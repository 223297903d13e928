using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CaseBrowsing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_DatasetId_Split",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CaseLabels_Label_Value",
                table: "CaseLabels");

            migrationBuilder.AddColumn<string>(
                name: "Review",
                table: "Cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "NotNeeded");

            migrationBuilder.AddColumn<string>(
                name: "ReviewedBy",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReviewedUtc",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RetiredBlobs",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    RetiredUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetiredBlobs", x => x.Hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Browsing",
                table: "Cases",
                columns: new[] { "DatasetId", "Number", "Split", "View", "Modality", "Review", "Patient", "Origin", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_DatasetId_Patient_Number",
                table: "Cases",
                columns: new[] { "DatasetId", "Patient", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_DatasetId_Split_Patient",
                table: "Cases",
                columns: new[] { "DatasetId", "Split", "Patient" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseLabels_Label_Value_CaseId",
                table: "CaseLabels",
                columns: new[] { "Label", "Value", "CaseId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RetiredBlobs");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Browsing",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_DatasetId_Patient_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_DatasetId_Split_Patient",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CaseLabels_Label_Value_CaseId",
                table: "CaseLabels");

            migrationBuilder.DropColumn(
                name: "Review",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ReviewedBy",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ReviewedUtc",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_DatasetId_Split",
                table: "Cases",
                columns: new[] { "DatasetId", "Split" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseLabels_Label_Value",
                table: "CaseLabels",
                columns: new[] { "Label", "Value" });
        }
    }
}
