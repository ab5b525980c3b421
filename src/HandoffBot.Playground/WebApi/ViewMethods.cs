using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Limits;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.WebApi;

/// <summary><c>views.*</c>. https://docs.slack.dev/reference/methods?family=views</summary>
internal sealed class ViewMethods(SlackWorkspace workspace, Modals modals, Triggers triggers) : IApiMethods
{
    public IEnumerable<(string Name, ApiMethod Method)> Methods =>
        [("views.open", Open), ("views.push", Push), ("views.update", Update), ("views.publish", Publish)];

    /// <summary>A view as an argument or as the answer to a form, checked; shared with the forms' answers.</summary>
    public static JsonObject? Refusal(JsonNode? view, string type)
    {
        if (view is null) return ApiAnswer.Missing("view");
        if (view is not JsonObject given) return ApiAnswer.Error("invalid_arguments", ["must be an object [json-pointer:/view]"]);
        if (ViewLimits.IsTooLarge(given)) return ApiAnswer.Error("view_too_large");

        var findings = ViewLimits.Check(given, type);
        return findings.Any ? ApiAnswer.Error("invalid_arguments", findings.Sentences) : null;
    }

    private JsonObject Open(ApiArguments arguments)
    {
        var view = arguments.Node("view");
        if (Refusal(view, "modal") is { } refusal) return refusal;
        if (modals.IsExternalIdTaken(view.Text("external_id"))) return ApiAnswer.Error("duplicate_external_id");

        var (trigger, error) = Spend(arguments);
        return trigger is null ? error! : Shown(modals.Open(trigger.Person, (JsonObject)view!));
    }

    private JsonObject Push(ApiArguments arguments)
    {
        var view = arguments.Node("view");
        if (Refusal(view, "modal") is { } refusal) return refusal;
        if (modals.IsExternalIdTaken(view.Text("external_id"))) return ApiAnswer.Error("duplicate_external_id");

        var (trigger, error) = Spend(arguments);
        if (trigger is null) return error!;
        if (trigger.ViewId is null || modals.Top(trigger.Person) is null) return Unfit("trigger_id");

        return modals.Depth(trigger.Person) >= Modals.MostInStack
            ? ApiAnswer.Error("push_limit_reached")
            : Shown(modals.Push(trigger.Person, (JsonObject)view!));
    }

    private JsonObject Update(ApiArguments arguments)
    {
        var (id, external) = (arguments.Text("view_id"), arguments.Text("external_id"));
        if (id is null && external is null) return ApiAnswer.Missing("view_id");
        if ((id is not null ? modals.Find(id) : modals.FindExternal(external!)) is not { } open) return ApiAnswer.Error("not_found");

        var view = arguments.Node("view");
        if (Refusal(view, open.View.Text("type") ?? "modal") is { } refusal) return refusal;
        if (arguments.Text("hash") is { } hash && hash != open.Hash) return ApiAnswer.Error("hash_conflict");
        if (modals.IsExternalIdTaken(view.Text("external_id"), open.Id)) return ApiAnswer.Error("duplicate_external_id");

        return Shown(modals.Replace(open, (JsonObject)view!));
    }

    private JsonObject Publish(ApiArguments arguments)
    {
        if (arguments.Text("user_id") is not { } user) return ApiAnswer.Missing("user_id");
        if (workspace.Member(user) is not { IsBot: false }) return Unfit("user_id");
        if (!workspace.Options.HomeTab) return ApiAnswer.Error("not_enabled");

        var view = arguments.Node("view");
        if (Refusal(view, "home") is { } refusal) return refusal;

        var before = modals.Home(user);
        if (arguments.Text("hash") is { } hash && hash != before?.Hash) return ApiAnswer.Error("hash_conflict");
        if (modals.IsExternalIdTaken(view.Text("external_id"), before?.Id)) return ApiAnswer.Error("duplicate_external_id");

        return Shown(modals.Publish(user, (JsonObject)view!));
    }

    private (Trigger? Trigger, JsonObject? Error) Spend(ApiArguments arguments)
    {
        if (arguments.Text("trigger_id") is not { } id) return (null, ApiAnswer.Missing("trigger_id"));

        return triggers.Spend(id) switch
        {
            (null, "invalid_trigger_id") => (null, Unfit("trigger_id")),
            (null, var error) => (null, ApiAnswer.Error(error!)),
            var (trigger, _) => (trigger, null),
        };
    }

    private JsonObject Shown(OpenView view) => ApiAnswer.Ok(new JsonObject { ["view"] = modals.Show(view) });

    private static JsonObject Unfit(string argument) =>
        ApiAnswer.Error("invalid_arguments", [$"invalid {argument} [json-pointer:/{argument}]"]);
}
