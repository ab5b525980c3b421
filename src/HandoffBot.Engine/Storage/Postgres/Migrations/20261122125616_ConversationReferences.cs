using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HandoffBot.Engine.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ConversationReferences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Conversations",
                columns: table => new
                {
                    Platform = table.Column<int>(type: "integer", nullable: false),
                    Workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Conversation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Service = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bot = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Member = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Group = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TeamName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conversations", x => new { x.Platform, x.Workspace, x.Conversation });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_Platform_Workspace_Account",
                table: "Conversations",
                columns: new[] { "Platform", "Workspace", "Account" },
                unique: true,
                filter: "\"Account\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Conversations");
        }
    }
}
