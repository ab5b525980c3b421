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
    private const string ExtensionFetch = "composeExtension/fetchTask";
    private const string ExtensionSubmit = "composeExtension/submitAction";

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
        return dialog.Extension is { } extension
            ? InvokeAsync(ExtensionSubmit, person, dialog.Conversation, null, Chosen(extension, data), extension, cancellationToken)
            : InvokeAsync("task/submit", person, dialog.Conversation, null, data, cancellationToken);
    }

    /// <summary>An action of the app, on a message or beside the box. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module</summary>
    public Task<JsonObject> ExtendAsync(Account person, JsonObject given, CancellationToken cancellationToken)
    {
        string address;
        DialogSource source;
        JsonObject value;
        lock (tenant.Gate)
        {
            if (tenant.Conversation(given.Text("conversation")) is not { } conversation || !conversation.Has(person.Id)) return Task.FromResult(Replies.Gone());

            var post = given.Text("message") is { } id ? conversation.Find(id) : null;
            var offered = post is null ? tenant.Options.BesideBox : tenant.Options.OnMessages;
            if (post is { Deleted: true } || (post is null) != (given.Text("message") is null) || offered.All(each => each.Id != given.Text("command")))
                return Task.FromResult(Replies.Gone());

            address = Address.Of(conversation, post?.Thread ?? given.Text("thread"));
            source = new DialogSource(given.Text("command")!, post is null ? "compose" : "message");
            value = Chosen(source, null);
            if (post is not null) value["messagePayload"] = writer.Quoted(conversation, post);
        }

        return InvokeAsync(ExtensionFetch, person, address, null, value, source, cancellationToken);
    }

    private static JsonObject Chosen(DialogSource source, JsonNode? data)
    {
        var value = new JsonObject { ["commandId"] = source.Command, ["commandContext"] = source.Context, ["context"] = new JsonObject { ["theme"] = "default" } };
        if (data is not null) value["data"] = data;
        return value;
    }

    public void Close(Account person, string? id)
    {
        if (dialogs.Of(person)?.Id == id) dialogs.Close(person.Id);
    }

    private async Task<JsonObject> InvokeAsync(
        string name, Account person, string conversation, string? replyTo, JsonNode? data, CancellationToken cancellationToken)
    {
        var value = new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } };
        return await InvokeAsync(name, person, conversation, replyTo, value, null, cancellationToken);
    }

    private async Task<JsonObject> InvokeAsync(
        string name, Account person, string conversation, string? replyTo, JsonObject value, DialogSource? extension, CancellationToken cancellationToken)
    {
        JsonObject invoke;
        lock (tenant.Gate) invoke = writer.Invoke(name, person, conversation, replyTo, value);

        var answer = await bot.PostAsync(invoke, patience.Invoke, cancellationToken);
        lock (tenant.Gate) return Follow(name, person, conversation, extension, answer);
    }

    private JsonObject Follow(string name, Account person, string conversation, DialogSource? extension, BotAnswer answer)
    {
        switch (InvokeAnswer.OfTask(answer))
        {
            case InvokeAnswer.Empty when name is "task/submit" or ExtensionSubmit:
                dialogs.Close(person.Id);
                return Said.Ok();
            case InvokeAnswer.Message message:
                dialogs.Close(person.Id);
                return Replies.Message(message.Text);
            case InvokeAnswer.Dialog shown:
                dialogs.Open(new OpenDialog(
                    Guid.NewGuid().ToString("N"), person.Id, conversation, shown.Title, shown.Width, shown.Height, shown.Content, [], extension));
                return Said.Ok();
            case var other:
                LogWrong(name, other is InvokeAnswer.Wrong wrong ? wrong.Why : "nothing to show");
                return Replies.Wrong(answer);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot answered {Name} with what Microsoft Teams does not take: {Why}")]
    private partial void LogWrong(string name, string why);
}
