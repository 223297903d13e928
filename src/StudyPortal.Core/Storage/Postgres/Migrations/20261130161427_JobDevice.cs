using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudyPortal.Core.Storage.Postgres.Migrations
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");
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
