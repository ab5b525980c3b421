using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Away",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GoneAt",
                table: "People",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReplacedAt",
                table: "People",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Holder",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Holder",
                table: "Handoffs",
                column: "Holder",
                filter: "\"Holder\" IS NOT NULL");

            // Of what waits or is at work now; 1 and 2 wait for an answer, 4 is accepted.
            migrationBuilder.Sql(
                """
                UPDATE "Handoffs" SET "Holder" = upper(CASE "Status" WHEN 4 THEN json_extract("State", '$.accepted.owner')
                    ELSE coalesce(json_extract("State", '$.claimedBy'), json_extract("State", '$.proposal.person')) END)
                WHERE "Status" IN (1, 2, 4) AND json_valid("State");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Handoffs_Holder",
                table: "Handoffs");

            migrationBuilder.DropColumn(
                name: "Away",
                table: "People");

            migrationBuilder.DropColumn(
                name: "GoneAt",
                table: "People");

            migrationBuilder.DropColumn(
                name: "ReplacedAt",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Holder",
                table: "Handoffs");
        }
    }
}
