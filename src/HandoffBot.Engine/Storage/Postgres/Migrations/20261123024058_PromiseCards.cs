using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PromiseCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PromiseCards",
                columns: table => new
                {
                    Platform = table.Column<int>(type: "integer", nullable: false),
                    Workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Commitment = table.Column<Guid>(type: "uuid", nullable: false),
                    Lane = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PromiseCards", x => new { x.Platform, x.Workspace, x.Channel, x.Message });
                });

            migrationBuilder.CreateIndex(
                name: "IX_PromiseCards_Commitment",
                table: "PromiseCards",
                column: "Commitment");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PromiseCards");
        }
    }
}
