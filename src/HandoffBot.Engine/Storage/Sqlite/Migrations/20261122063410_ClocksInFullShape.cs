using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ClocksInFullShape : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Clocks_NextFireAt",
                table: "Clocks");

            migrationBuilder.AlterColumn<string>(
                name: "Taken",
                table: "Clocks",
                type: "TEXT",
                nullable: false,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<int>(
                name: "Handoff",
                table: "Clocks",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "Budget",
                table: "Clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Client",
                table: "Clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DueWas",
                table: "Clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeldUntil",
                table: "Clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LaidAt",
                table: "Clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LaidBy",
                table: "Clocks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Editions",
                columns: table => new
                {
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Files = table.Column<string>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Editions", x => x.Version);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Clocks_ClientIdle",
                table: "Clocks",
                column: "Client",
                unique: true,
                filter: "\"Kind\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_Clocks_NextFireAt_Id",
                table: "Clocks",
                columns: new[] { "NextFireAt", "Id" },
                filter: "\"NextFireAt\" IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Clocks_OfOne",
                table: "Clocks",
                sql: "(\"Handoff\" IS NULL) <> (\"Client\" IS NULL)");

            migrationBuilder.AddForeignKey(
                name: "FK_Clocks_Clients_Client",
                table: "Clocks",
                column: "Client",
                principalTable: "Clients",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Clocks_Clients_Client",
                table: "Clocks");

            migrationBuilder.DropTable(
                name: "Editions");

            migrationBuilder.DropIndex(
                name: "IX_Clocks_ClientIdle",
                table: "Clocks");

            migrationBuilder.DropIndex(
                name: "IX_Clocks_NextFireAt_Id",
                table: "Clocks");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Clocks_OfOne",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "Budget",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "Client",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "DueWas",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "HeldUntil",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "LaidAt",
                table: "Clocks");

            migrationBuilder.DropColumn(
                name: "LaidBy",
                table: "Clocks");

            migrationBuilder.AlterColumn<int>(
                name: "Taken",
                table: "Clocks",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<int>(
                name: "Handoff",
                table: "Clocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Clocks_NextFireAt",
                table: "Clocks",
                column: "NextFireAt",
                filter: "\"NextFireAt\" IS NOT NULL");
        }
    }
}
