using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Cards;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>Opening a dialog and submitting it. The bot's answer shows the next one, says a sentence, or closes it.</summary>
internal sealed partial class DialogTurns(
    MsTeamsTenant tenant, Dialogs dialogs, ActivityWriter writer, BotEndpoint bot, MsTeamsPatience patience, ILogger<DialogTurns> log)
{
    /// <summary>A button asks for a dialog.</summary>
    public Task<JsonObject> FetchAsync(Account person, string conversation, string? replyTo, JsonObject data, CancellationToken cancellationToken) =>
        InvokeAsync("task/fetch", person, conversation, replyTo, data, cancellationToken);

    public Task<JsonObject> SubmitAsync(Account person, JsonObject given, CancellationToken cancellationToken)
    {
        OpenDialog dialog;
        JsonNode? data;
        lock (tenant.Gate)
        {
            if (dialogs.Of(person) is not { } open || open.Id != given.Text("dialog")) return Task.FromResult(Said.No("dialog_not_found", "That dialog is closed."));

            var pointer = given.Text("action") ?? "";
            if (CardPlaces.Action(open.Card, pointer) is not { } action || action.Text("type") != "Action.Submit") return Task.FromResult(Replies.Gone());

            dialog = dialogs.Fill(open, given.Object("inputs")?.Copy() ?? []);
            var sends = action.Text("associatedInputs")?.Equals("none", StringComparison.OrdinalIgnoreCase) != true;
            if (sends && CardInputs.Wrong(dialog.Card, dialog.Inputs) is { Count: > 0 } wrong)
                return Task.FromResult(new JsonObject { ["ok"] = true, ["errors"] = wrong });

            data = CardClicks.Merged(action, sends ? CardPlaces.Inputs(dialog.Card, pointer, dialog.Inputs) : []);
        }

        // The message that the dialog came from is not named again.
        return InvokeAsync("task/submit", person, dialog.Conversation, null, data, cancellationToken);
    }

    public void Close(Account person, string? id)
    {
        if (dialogs.Of(person)?.Id == id) dialogs.Close(person.Id);
    }

    private async Task<JsonObject> InvokeAsync(
        string name, Account person, string conversation, string? replyTo, JsonNode? data, CancellationToken cancellationToken)
    {
        JsonObject invoke;
        lock (tenant.Gate)
        {
            var value = new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } };
            invoke = writer.Invoke(name, person, conversation, replyTo, value);
        }

        var answer = await bot.PostAsync(invoke, patience.Invoke, cancellationToken);
        lock (tenant.Gate) return Follow(name, person, conversation, answer);
    }

    private JsonObject Follow(string name, Account person, string conversation, BotAnswer answer)
    {
        switch (InvokeAnswer.OfTask(answer))
        {
            case InvokeAnswer.Empty when name == "task/submit":
                dialogs.Close(person.Id);
                return Said.Ok();
            case InvokeAnswer.Message message:
                dialogs.Close(person.Id);
                return Replies.Message(message.Text);
            case InvokeAnswer.Dialog shown:
                dialogs.Open(new OpenDialog(
                    Guid.NewGuid().ToString("N"), person.Id, conversation, shown.Title, shown.Width, shown.Height, shown.Content, []));
                return Said.Ok();
            case var other:
                LogWrong(name, other is InvokeAnswer.Wrong wrong ? wrong.Why : "nothing to show");
                return Replies.Wrong(answer);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot answered {Name} with what Microsoft Teams does not take: {Why}")]
    private partial void LogWrong(string name, string why);
}
