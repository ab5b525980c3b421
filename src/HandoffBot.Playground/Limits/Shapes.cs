using System.Collections.Frozen;

namespace HandoffBot.Playground.Limits;

/// <summary>
/// Which properties each object of Block Kit may have and where each element may stand. A property that is not listed
/// is refused, as Slack refuses it. See https://docs.slack.dev/reference/block-kit.
/// </summary>
internal static class Shapes
{
    private const string Select = "action_id confirm focus_on_load placeholder";
    private const string Selects = Select + " max_selected_items";
    private const string Typed = "action_id initial_value dispatch_action_config focus_on_load placeholder";

    public static readonly FrozenDictionary<string, string[]> Blocks = Table(
        ("actions", "elements"),
        ("context", "elements"),
        ("divider", ""),
        ("header", "text"),
        ("image", "image_url alt_text title slack_file"),
        ("input", "label element hint optional dispatch_action"),
        ("markdown", "text"),
        ("rich_text", "elements"),
        ("section", "text fields accessory expand"));

    public static readonly FrozenDictionary<string, string[]> Elements = Table(
        ("button", "action_id text value url style confirm accessibility_label"),
        ("checkboxes", "action_id options initial_options confirm focus_on_load"),
        ("datepicker", Select + " initial_date"),
        ("datetimepicker", "action_id confirm focus_on_load initial_date_time"),
        ("email_text_input", Typed),
        ("image", "image_url alt_text slack_file"),
        ("number_input", Typed + " is_decimal_allowed min_value max_value"),
        ("overflow", "action_id options confirm"),
        ("plain_text_input", Typed + " multiline min_length max_length"),
        ("radio_buttons", "action_id options initial_option confirm focus_on_load"),
        ("timepicker", Select + " initial_time timezone"),
        ("url_text_input", Typed),
        ("static_select", Select + " options option_groups initial_option"),
        ("external_select", Select + " initial_option min_query_length"),
        ("users_select", Select + " initial_user"),
        ("channels_select", Select + " initial_channel response_url_enabled"),
        ("conversations_select", Select + " initial_conversation default_to_current_conversation response_url_enabled filter"),
        ("multi_static_select", Selects + " options option_groups initial_options"),
        ("multi_external_select", Selects + " initial_options min_query_length"),
        ("multi_users_select", Selects + " initial_users"),
        ("multi_channels_select", Selects + " initial_channels"),
        ("multi_conversations_select", Selects + " initial_conversations default_to_current_conversation filter"));

    public static readonly FrozenDictionary<string, string[]> Views = Table(
        ("modal", "title blocks close submit private_metadata callback_id clear_on_close notify_on_close external_id submit_disabled"),
        ("home", "blocks private_metadata callback_id external_id"));

    private static readonly FrozenSet<string> Typing =
        new[] { "plain_text_input", "number_input", "email_text_input", "url_text_input" }.ToFrozenSet();

    public static bool InActions(string type) => Elements.ContainsKey(type) && type != "image" && !Typing.Contains(type);

    public static bool AsAccessory(string type) => Elements.ContainsKey(type) && type != "datetimepicker" && !Typing.Contains(type);

    public static bool InInput(string type) => Elements.ContainsKey(type) && type is not ("button" or "image" or "overflow");

    /// <summary>Whether an element holds something that a form's state reports.</summary>
    public static bool HasState(string type) => InInput(type);

    private static FrozenDictionary<string, string[]> Table(params (string Type, string Names)[] rows) =>
        rows.ToFrozenDictionary(row => row.Type, row => row.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
