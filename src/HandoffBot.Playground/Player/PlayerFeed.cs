using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Workspace;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Playground.Player;

/// <summary>Tells every page that shows the workspace what to fetch again.</summary>
internal sealed class PlayerFeed
{
    private readonly PageStreams _pages;

    public PlayerFeed(SlackWorkspace workspace, Modals modals, PageStreams pages)
    {
        _pages = pages;
        workspace.Changed += OnChanged;
        modals.Changed += person => pages.Tell(person, "view", []);
    }

    public Task StreamAsync(string person, HttpContext context) => _pages.StreamAsync(person, context);

    private void OnChanged(WorkspaceChange change)
    {
        switch (change)
        {
            case WorkspaceChange.Posted posted: TellOf(posted.Channel, posted.Message, "new"); break;
            case WorkspaceChange.Edited edited: TellOf(edited.Channel, edited.Message, "changed"); break;
            case WorkspaceChange.Removed removed: TellOf(removed.Channel, removed.Message, "deleted"); break;
            case WorkspaceChange.Whispered { Ephemeral: var whisper }:
                _pages.Tell(whisper.Person, "message", About(whisper.Channel, whisper.Message, "ephemeral"));
                break;
            case WorkspaceChange.Read read: _pages.Tell(read.Person, "state", []); break;
            default: _pages.TellAll("state", []); break;
        }
    }

    private void TellOf(Conversation channel, Message message, string kind) =>
        _pages.TellThose(person => channel.Kind == ConversationKind.Public || channel.Has(person), "message", About(channel.Id, message, kind));

    private static JsonObject About(string channel, Message message, string kind)
    {
        var about = new JsonObject { ["channel"] = channel, ["ts"] = message.Ts, ["kind"] = kind };
        if (message.ThreadTs is { } thread) about["thread_ts"] = thread;
        return about;
    }
}
