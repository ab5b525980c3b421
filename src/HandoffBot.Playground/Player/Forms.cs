using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.WebApi;
using HandoffBot.Playground.Workspace;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Playground.Player;

/// <summary>
/// Submitting and closing a modal. Only an empty answer closes it; any body that is no <c>response_action</c> shows
/// what Slack's client shows.
/// </summary>
internal sealed partial class Forms(
    SlackWorkspace workspace, Modals modals, Triggers triggers, Payloads payloads, BotCalls bot, ILogger<Forms> log)
{
    public async Task<JsonObject> SubmitAsync(Member person, string? viewId, JsonObject state, CancellationToken cancellationToken)
    {
        JsonObject payload;
        OpenView view;
        lock (workspace.Gate)
        {
            if (modals.Top(person.Id) is not { } top || top.Id != viewId) return Said.No("view_not_found", "That form is closed.");

            view = modals.Fill(top, state.Copy());
            var own = RequiredInputs.Missing(view.View, FormState.Whole(view.View, view.State));
            if (own.Count > 0) return new JsonObject { ["ok"] = true, ["errors"] = own };

            payload = payloads.Submission(person, view, triggers.Issue(person.Id, view.Id));
        }

        var answer = await bot.InteractAsync(payload, cancellationToken);
        if (answer is not BotAnswer.Answered { IsSuccess: true } answered) return Said.InTrouble(answer);

        lock (workspace.Gate) return Follow(view, answered);
    }

    /// <summary>Closes the one on top, or all of the stack, as the x in the corner does.</summary>
    public async Task CloseAsync(Member person, string? viewId, bool all, CancellationToken cancellationToken)
    {
        List<JsonObject> told = [];
        lock (workspace.Gate)
        {
            if (modals.Find(viewId ?? "") is not { } view || view.Person != person.Id || view.View.Text("type") != "modal") return;

            var clears = all || view.View.IsTrue("clear_on_close");
            var closed = clears ? modals.Stack(person.Id) : [view];
            told.AddRange(closed.Where(each => each.View.IsTrue("notify_on_close")).Select(each => payloads.Closed(person, each, clears)));
            if (clears) modals.CloseAll(person.Id);
            else modals.Close(view);
        }

        foreach (var payload in told)
            await bot.InteractAsync(payload, cancellationToken);
    }

    private JsonObject Follow(OpenView view, BotAnswer.Answered answered)
    {
        if (answered.Body.Length == 0)
        {
            modals.Close(view);
            return Said.Ok();
        }

        var body = Json.Parse(answered.Body) as JsonObject;
        return body.Text("response_action") switch
        {
            "errors" => Errors(view, body!),
            "update" => Put(view, body!, replaced => modals.Replace(modals.Find(view.Id) ?? view, replaced)),
            "push" when modals.Depth(view.Person) >= Modals.MostInStack => Wrong("push_limit_reached"),
            "push" => Put(view, body!, pushed => modals.Push(view.Person, pushed)),
            "clear" => Clear(view),
            _ => Wrong("invalid_response"),
        };
    }

    /// <summary>Sentences belong to inputs of the form that was sent; any other key is a mistake.</summary>
    private JsonObject Errors(OpenView view, JsonObject body)
    {
        var inputs = view.View.Array("blocks").Objects()
            .Where(block => block.Text("type") == "input").Select(block => block.Text("block_id")).ToHashSet();
        if (body.Object("errors") is not { Count: > 0 } errors || errors.Any(error => !inputs.Contains(error.Key) || error.Value.AsText() is not { Length: > 0 }))
            return Wrong("invalid_errors");

        return new JsonObject { ["ok"] = true, ["errors"] = errors.Copy() };
    }

    private JsonObject Put(OpenView view, JsonObject body, Action<JsonObject> put)
    {
        var given = body.At("view");
        if (ViewMethods.Refusal(given, "modal") is { } refusal) return Wrong(refusal.ToJsonString(Json.Plain));
        if (modals.IsExternalIdTaken(given.Text("external_id"), view.Id)) return Wrong("duplicate_external_id");

        put((JsonObject)given!);
        return Said.Ok();
    }

    private JsonObject Clear(OpenView view)
    {
        modals.CloseAll(view.Person);
        return Said.Ok();
    }

    private JsonObject Wrong(string why)
    {
        LogWrong(why);
        return Said.InTrouble("invalid_response");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot answered a form with what Slack does not take: {Why}")]
    private partial void LogWrong(string why);
}
