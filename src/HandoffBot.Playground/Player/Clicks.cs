using System.Text.Json.Nodes;
using HandoffBot.Playground.Calls;
using HandoffBot.Playground.Limits;
using HandoffBot.Playground.Workspace;

namespace HandoffBot.Playground.Player;

/// <summary>Where on the page something was clicked: a message, a private message or a modal.</summary>
internal abstract record Place
{
    public sealed record InMessage(Conversation Channel, Message Message, bool IsEphemeral) : Place;

    public sealed record InView(OpenView View) : Place;

    public JsonNode? Holder => this switch
    {
        InView { View.View: var view } => view,
        InMessage { Message.Blocks: { } blocks } => new JsonObject { ["blocks"] = blocks.Copy() },
        _ => null,
    };
}

/// <summary>Clicks on buttons, choices that dispatch an action, and what an external select asks for while one types.</summary>
internal sealed class Clicks(
    SlackWorkspace workspace, Modals modals, Triggers triggers, ResponseUrls responses, Payloads payloads, BotCalls bot)
{
    /// <summary>Finds what the page means; null when it is no longer there.</summary>
    public Place? Find(Member person, JsonObject given)
    {
        if (given.Text("view_id") is { } viewId) return modals.Find(viewId) is { } view && view.Person == person.Id ? new Place.InView(view) : null;
        if (workspace.Conversation(given.Text("channel")) is not { } channel || given.Text("ts") is not { } ts) return null;
        if (workspace.FindEphemeral(channel.Id, ts) is { } whisper && whisper.Person == person.Id)
            return new Place.InMessage(channel, whisper.Message, IsEphemeral: true);

        return channel.Find(ts) is { Deleted: false } message ? new Place.InMessage(channel, message, IsEphemeral: false) : null;
    }

    public async Task<JsonObject> ActAsync(Member person, JsonObject given, CancellationToken cancellationToken)
    {
        JsonObject payload;
        lock (workspace.Gate)
        {
            var action = given.Object("action");
            if (Find(person, given) is not { } place || Element(place, action.Text("block_id"), action.Text("action_id")) is not { } element)
                return Said.No("action_not_found", "That is no longer there. The page shows what is.");

            payload = Describe(person, place, Action(action!, element), given.Object("state") ?? []);
        }

        var answer = await PostAsync(payload, cancellationToken);
        return answer is BotAnswer.Answered { IsSuccess: true } ? Said.Ok() : Said.InTrouble(answer);
    }

    /// <summary>One of the app's global shortcuts.</summary>
    public async Task<JsonObject> ShortcutAsync(Member person, JsonObject given, CancellationToken cancellationToken)
    {
        JsonObject payload;
        lock (workspace.Gate)
        {
            if (workspace.Options.Shortcuts.FirstOrDefault(each => each.CallbackId == given.Text("callback_id")) is not { } shortcut)
                return Said.No("action_not_found", "The app has no such shortcut.");

            payload = payloads.Shortcut(person, shortcut.CallbackId, triggers.Issue(person.Id));
        }

        var answer = await PostAsync(payload, cancellationToken);
        return answer is BotAnswer.Answered { IsSuccess: true } ? Said.Ok() : Said.InTrouble(answer);
    }

    /// <summary>One of the app's shortcuts, on a message that everybody there can see.</summary>
    public async Task<JsonObject> OnMessageAsync(Member person, JsonObject given, CancellationToken cancellationToken)
    {
        JsonObject payload;
        lock (workspace.Gate)
        {
            var offered = workspace.Options.OnMessages.FirstOrDefault(each => each.Id == given.Text("callback_id"));
            if (offered is null || Find(person, given) is not Place.InMessage { IsEphemeral: false } at || !PlayerView.MaySee(person, at.Channel))
                return Said.No("action_not_found", "That is no longer there. The page shows what is.");

            var url = responses.Issue("actions", person.Id, at.Channel.Id, at.Message.Ts);
            payload = payloads.MessageAction(person, at.Channel, at.Message, offered.Id, triggers.Issue(person.Id), url);
        }

        var answer = await PostAsync(payload, cancellationToken);
        return answer is BotAnswer.Answered { IsSuccess: true } ? Said.Ok() : Said.InTrouble(answer);
    }

    public async Task<JsonObject> SuggestAsync(Member person, JsonObject given, CancellationToken cancellationToken)
    {
        JsonObject payload;
        lock (workspace.Gate)
        {
            var (block, action, typed) = (given.Text("block_id") ?? "", given.Text("action_id") ?? "", given.Text("value") ?? "");
            if (Find(person, given) is not { } place || Element(place, block, action) is null) return NoOptions("action_not_found");

            payload = place switch
            {
                Place.InView { View: var view } => payloads.SuggestionInView(person, Filled(view, given), block, action, typed),
                Place.InMessage at => payloads.SuggestionInMessage(person, at.Channel, at.Message, at.IsEphemeral, block, action, typed),
                _ => [],
            };
        }

        return await PostAsync(payload, cancellationToken) is BotAnswer.Answered { IsSuccess: true } answered
            ? Options(Json.Parse(answered.Body) as JsonObject)
            : NoOptions("dispatch_failed");
    }

    private Task<BotAnswer> PostAsync(JsonObject payload, CancellationToken cancellationToken) =>
        bot.InteractAsync(payload, cancellationToken);

    private JsonObject Describe(Member person, Place place, JsonObject action, JsonObject state)
    {
        if (place is Place.InView { View: var view })
            return payloads.ActionInView(person, modals.Fill(view, state.Copy()), action, triggers.Issue(person.Id, view.Id));

        var at = (Place.InMessage)place;
        var url = responses.Issue("actions", person.Id, at.Channel.Id, at.Message.Ts, at.IsEphemeral);
        return payloads.ActionInMessage(person, at.Channel, at.Message, at.IsEphemeral, action, state, triggers.Issue(person.Id), url);
    }

    private OpenView Filled(OpenView view, JsonObject given) =>
        given.Object("state") is { } state ? modals.Fill(view, state.Copy()) : view;

    private static JsonObject? Element(Place place, string? blockId, string? actionId) =>
        place.Holder.Array("blocks").Objects()
            .Where(block => block.Text("block_id") == blockId)
            .SelectMany(BlockLimits.Elements)
            .FirstOrDefault(element => element.Text("action_id") == actionId);

    /// <summary>One entry of <c>actions</c>: what was chosen, and of a button what the bot wrote on it.</summary>
    private static JsonObject Action(JsonObject given, JsonObject element)
    {
        var action = new JsonObject { ["type"] = element.Text("type"), ["action_id"] = element.Text("action_id"), ["block_id"] = given.Text("block_id") };
        if (element.Text("type") == "button")
        {
            foreach (var name in new[] { "text", "value", "url", "style" })
            {
                if (element.At(name) is { } written) action[name] = written.DeepClone();
            }
        }
        else
        {
            foreach (var (name, value) in FormState.Reported(element, given)) action[name] = value?.DeepClone();
        }

        action["action_ts"] = Stamps.Spell(TimeProvider.System.GetUtcNow());
        return action;
    }

    private static JsonObject Options(JsonObject? body)
    {
        var findings = new Findings();
        if (body?.Array("options") is { } options)
        {
            if (options.Count > 0) findings.OptionList(body, 0, 100, "", markup: false);
            return findings.Any ? NoOptions("invalid_options") : new JsonObject { ["options"] = options.Copy() };
        }

        if (body?.Array("option_groups") is not { } groups) return NoOptions("invalid_options");

        foreach (var group in groups.Objects())
        {
            findings.TextObject(group, "label", 75, "", required: true);
            findings.OptionList(group, 0, 100, "", markup: false);
        }

        return findings.Any || groups.Count > 100 ? NoOptions("invalid_options") : new JsonObject { ["option_groups"] = groups.Copy() };
    }

    private static JsonObject NoOptions(string error) => new()
    {
        ["options"] = new JsonArray(),
        ["error"] = error,
        ["say"] = "No options could be loaded.",
    };
}
