using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Platform = table.Column<int>(type: "integer", nullable: false),
                    Workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Notice = table.Column<Guid>(type: "uuid", nullable: false),
                    Handoff = table.Column<int>(type: "integer", nullable: true),
                    Lane = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Intent = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PostedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.Platform, x.Workspace, x.Channel, x.Message });
                    table.ForeignKey(
                        name: "FK_Notices_Handoffs_Handoff",
                        column: x => x.Handoff,
                        principalTable: "Handoffs",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Handoff",
                table: "Notices",
                column: "Handoff");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Notice",
                table: "Notices",
                column: "Notice");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notices");
        }
    }
}
