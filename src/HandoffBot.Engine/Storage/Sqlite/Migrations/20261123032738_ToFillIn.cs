using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ToFillIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FillInBy",
                table: "Handoffs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_ToFillIn",
                table: "Handoffs",
                column: "Sender",
                filter: "\"Exceptions\" > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Handoffs_ToFillIn",
                table: "Handoffs");

            migrationBuilder.DropColumn(
                name: "FillInBy",
                table: "Handoffs");
        }
    }
}
