using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Pings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Pings",
                table: "Deliveries",
                columns: new[] { "Lane", "DueAt" },
                filter: "\"Kind\" = 'Ping' AND \"State\" IN (0, 1)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Pings",
                table: "Deliveries");
        }
    }
}
