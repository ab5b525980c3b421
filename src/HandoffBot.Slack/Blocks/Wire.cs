using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HandoffBot.Slack.Blocks;

/// <summary>A text object. <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/></summary>
/// <remarks>Whatever holds one must declare it as this type: System.Text.Json writes the discriminator of no other.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Plain), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
internal abstract record TextObject(string Text)
{
    public sealed record Plain(string Text) : TextObject(Text);

    /// <summary>Always verbatim: otherwise Slack turns a typed <c>@here</c> or <c>#channel</c> into the real thing.</summary>
    public sealed record Mrkdwn(string Text) : TextObject(Text)
    {
        public bool Verbatim { get; init; } = true;
    }
}

/// <summary>A layout block. <see href="https://docs.slack.dev/reference/block-kit/blocks"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Context), "context")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Input), "input")]
internal abstract record Block
{
    public string? BlockId { get; init; }

    public sealed record Header(TextObject Text) : Block;

    public sealed record Section(TextObject? Text, ImmutableList<TextObject>? Fields = null, Element? Accessory = null) : Block;

    public sealed record Context(ImmutableList<TextObject> Elements) : Block;

    public sealed record Divider : Block;

    public sealed record Actions(ImmutableList<Element> Elements) : Block;

    /// <summary>Always optional: a required one is refused by the client in Slack's own words, before its draft could be saved.</summary>
    public sealed record Input(TextObject Label, Element Element, TextObject? Hint, bool? DispatchAction) : Block
    {
        public bool Optional { get; init; } = true;
    }
}

/// <summary>An interactive element. <see href="https://docs.slack.dev/reference/block-kit/block-elements"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(PlainTextInput), "plain_text_input")]
[JsonDerivedType(typeof(DatePicker), "datepicker")]
[JsonDerivedType(typeof(StaticSelect), "static_select")]
[JsonDerivedType(typeof(MultiStaticSelect), "multi_static_select")]
[JsonDerivedType(typeof(ExternalSelect), "external_select")]
[JsonDerivedType(typeof(Checkboxes), "checkboxes")]
[JsonDerivedType(typeof(RadioButtons), "radio_buttons")]
internal abstract record Element
{
    public required string ActionId { get; init; }

    public sealed record Button(TextObject Text, string? Value, string? Url, string? Style, Confirmation? Confirm) : Element;

    public sealed record PlainTextInput(string? InitialValue, bool? Multiline, TextObject? Placeholder) : Element;

    public sealed record DatePicker(string? InitialDate, TextObject? Placeholder) : Element;

    public sealed record StaticSelect(
        ImmutableList<Option>? Options, ImmutableList<OptionGroup>? OptionGroups, Option? InitialOption, TextObject? Placeholder) : Element;

    public sealed record MultiStaticSelect(
        ImmutableList<Option>? Options, ImmutableList<OptionGroup>? OptionGroups, ImmutableList<Option>? InitialOptions, TextObject? Placeholder) : Element;

    public sealed record ExternalSelect(Option? InitialOption, int MinQueryLength, TextObject? Placeholder) : Element;

    public sealed record Checkboxes(ImmutableList<Option> Options, ImmutableList<Option>? InitialOptions) : Element;

    public sealed record RadioButtons(ImmutableList<Option> Options, Option? InitialOption) : Element;
}

internal sealed record Option(TextObject Text, string Value, TextObject? Description);

internal sealed record OptionGroup(TextObject Label, ImmutableList<Option> Options);

internal sealed record Confirmation(TextObject Title, TextObject Text, TextObject Confirm, TextObject Deny, string? Style);

/// <summary>A modal. <see href="https://docs.slack.dev/reference/views/modal-views"/></summary>
internal sealed record View(
    TextObject Title, TextObject? Submit, TextObject Close, string CallbackId, string PrivateMetadata, ImmutableList<Block> Blocks)
{
    public string Type { get; init; } = "modal";
}

/// <summary>A person's Home tab. <see href="https://docs.slack.dev/reference/views/home-tab-views"/></summary>
internal sealed record HomeTab(ImmutableList<Block> Blocks)
{
    public string Type { get; init; } = "home";

    public string CallbackId { get; init; } = "handoff-home";
}

/// <summary>What a message shows: <see cref="Text"/> in notifications and to screen readers, the blocks in the channel.</summary>
internal sealed record Message(string Text, ImmutableList<Block> Blocks);
