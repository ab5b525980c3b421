using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubjectsAndAgreements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Clients_Folded",
                table: "Clients");

            migrationBuilder.AddColumn<string>(
                name: "Agreed",
                table: "PlaybookVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AskedAt",
                table: "PlaybookVersions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "InForceSince",
                table: "PlaybookVersions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "PlaybookVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Subject",
                table: "Clients",
                type: "TEXT",
                nullable: false,
                // Before there was anything else, everything was a client.
                defaultValue: "client");

            migrationBuilder.CreateIndex(
                name: "IX_Clients_Folded_Subject",
                table: "Clients",
                columns: new[] { "Folded", "Subject" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Clients_Folded_Subject",
                table: "Clients");

            migrationBuilder.DropColumn(
                name: "Agreed",
                table: "PlaybookVersions");

            migrationBuilder.DropColumn(
                name: "AskedAt",
                table: "PlaybookVersions");

            migrationBuilder.DropColumn(
                name: "InForceSince",
                table: "PlaybookVersions");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "PlaybookVersions");

            migrationBuilder.DropColumn(
                name: "Subject",
                table: "Clients");

            migrationBuilder.CreateIndex(
                name: "IX_Clients_Folded",
                table: "Clients",
                column: "Folded",
                unique: true);
        }
    }
}
