using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class JobDevice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "Jobs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Device",
                table: "Jobs");
        }
    }
}
