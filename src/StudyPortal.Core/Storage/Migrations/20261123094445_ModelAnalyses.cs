using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ModelAnalyses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Evaluations_ModelId_DatasetId_Split_Branch_Epsilon_Steps_AttackBranch",
                table: "Evaluations");

            migrationBuilder.AddColumn<string>(
                name: "LabelMap",
                table: "Evaluations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "MacroAuc",
                table: "Evaluations",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ModelAnalyses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Split = table.Column<string>(type: "TEXT", nullable: false),
                    Branch = table.Column<string>(type: "TEXT", nullable: false),
                    ParametersJson = table.Column<string>(type: "TEXT", nullable: false),
                    ResultJson = table.Column<string>(type: "TEXT", nullable: false),
                    SoftwareVersion = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelAnalyses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModelAnalyses_Datasets_DatasetId",
                        column: x => x.DatasetId,
                        principalTable: "Datasets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ModelAnalyses_Models_ModelId",
                        column: x => x.ModelId,
                        principalTable: "Models",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_ModelId_DatasetId_Split_Branch_Epsilon_Steps_AttackBranch_LabelMap",
                table: "Evaluations",
                columns: new[] { "ModelId", "DatasetId", "Split", "Branch", "Epsilon", "Steps", "AttackBranch", "LabelMap" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModelAnalyses_DatasetId",
                table: "ModelAnalyses",
                column: "DatasetId");

            migrationBuilder.CreateIndex(
                name: "IX_ModelAnalyses_ModelId_Kind_DatasetId_Split_Branch_ParametersJson_SoftwareVersion",
                table: "ModelAnalyses",
                columns: new[] { "ModelId", "Kind", "DatasetId", "Split", "Branch", "ParametersJson", "SoftwareVersion" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ModelAnalyses");

            migrationBuilder.DropIndex(
                name: "IX_Evaluations_ModelId_DatasetId_Split_Branch_Epsilon_Steps_AttackBranch_LabelMap",
                table: "Evaluations");

            migrationBuilder.DropColumn(
                name: "LabelMap",
                table: "Evaluations");

            migrationBuilder.DropColumn(
                name: "MacroAuc",
                table: "Evaluations");

            migrationBuilder.CreateIndex(
                name: "IX_Evaluations_ModelId_DatasetId_Split_Branch_Epsilon_Steps_AttackBranch",
                table: "Evaluations",
                columns: new[] { "ModelId", "DatasetId", "Split", "Branch", "Epsilon", "Steps", "AttackBranch" },
                unique: true);
        }
    }
}
