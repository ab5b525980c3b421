using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>Tells every page that shows the tenant what to fetch again.</summary>
internal sealed class MsTeamsFeed
{
    private readonly PageStreams _pages;

    public MsTeamsFeed(MsTeamsTenant tenant, Dialogs dialogs, PageStreams pages)
    {
        _pages = pages;
        tenant.Changed += OnChanged;
        dialogs.Changed += person => pages.Tell(person, "dialog", []);
    }

    public Task StreamAsync(Account person, HttpContext context) => _pages.StreamAsync(person.Id, context);

    private void OnChanged(TenantChange change)
    {
        switch (change)
        {
            case TenantChange.Posted posted: TellOf(posted.Conversation, posted.Post, "new"); break;
            case TenantChange.Edited edited: TellOf(edited.Conversation, edited.Post, "changed"); break;
            case TenantChange.Removed removed: TellOf(removed.Conversation, removed.Post, "deleted"); break;
            case TenantChange.Looks looks: _pages.Tell(looks.Person, "message", About(looks.Conversation, looks.Post, "changed")); break;
            case TenantChange.Read read: _pages.Tell(read.Person, "state", []); break;
            default: _pages.TellAll("state", []); break;
        }
    }

    private void TellOf(Conversation conversation, Post post, string kind) => _pages.TellThose(conversation.Has, "message", About(conversation, post, kind));

    private static JsonObject About(Conversation conversation, Post post, string kind)
    {
        var about = new JsonObject { ["conversation"] = conversation.Id, ["id"] = post.Id, ["kind"] = kind };
        if (post.ThreadId is { } thread) about["thread"] = thread;
        return about;
    }
}
