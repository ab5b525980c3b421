using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NextActions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "NextActions",
                table: "Handoffs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "NextActions",
                table: "Handoffs");
        }
    }
}
