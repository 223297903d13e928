using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OrdersAndControls : Migration
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

            migrationBuilder.Sql("UPDATE ReadingSlots SET Purpose = 'Repeat' WHERE IsRepeat = 1;");

            migrationBuilder.DropColumn(
                name: "IsRepeat",
                table: "ReadingSlots");

            migrationBuilder.DropIndex(
                name: "IX_StudyItems_ArmId_CaseId_TargetLabel",
                table: "StudyItems");

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

            migrationBuilder.AddColumn<string>(
                name: "OrderKind",
                table: "Studies",
                type: "TEXT",
                nullable: false,
                defaultValue: "LatinSquare");

            migrationBuilder.AddColumn<int>(
                name: "Sessions",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Session",
                table: "ReadingSlots",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsRepeat",
                table: "ReadingSlots",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE ReadingSlots SET IsRepeat = 1 WHERE Purpose = 'Repeat';");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "ReadingSlots");

            migrationBuilder.DropIndex(
                name: "IX_StudyItems_ArmId_CaseId_TargetLabel",
                table: "StudyItems");

            migrationBuilder.DropCheckConstraint(
                name: "CK_StudyItems_Arm",
                table: "StudyItems");

            migrationBuilder.DropColumn(
                name: "Control",
                table: "StudyItems");

            migrationBuilder.DropColumn(
                name: "IsCalibration",
                table: "StudyItems");

            migrationBuilder.DropColumn(
                name: "OrderKind",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Sessions",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Session",
                table: "ReadingSlots");

            migrationBuilder.AlterColumn<Guid>(
                name: "ArmId",
                table: "StudyItems",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_StudyItems_ArmId_CaseId_TargetLabel",
                table: "StudyItems",
                columns: new[] { "ArmId", "CaseId", "TargetLabel" },
                unique: true);
        }
    }
}
