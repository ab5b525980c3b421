using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FewerIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Receipts_At",
                table: "Receipts");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_Client_Status",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Clock",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Client",
                table: "Handoffs",
                column: "Client",
                filter: "\"Client\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Clock",
                table: "Deliveries",
                column: "Clock",
                filter: "\"Clock\" IS NOT NULL AND \"State\" IN (0, 1)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Handoffs_Client",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Clock",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Receipts_At",
                table: "Receipts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Client_Status",
                table: "Handoffs",
                columns: new[] { "Client", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Clock",
                table: "Deliveries",
                column: "Clock",
                filter: "\"State\" IN (0, 1)");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries",
                column: "DueAt",
                filter: "\"State\" IN (0, 1)");
        }
    }
}
