using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HandoffBot.Slack.Blocks;

/// <summary>A text object. <see href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/></summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Plain), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
internal abstract record TextObject
{
    public sealed record Plain(string Text) : TextObject;

    /// <summary>Always verbatim: otherwise Slack turns a typed <c>@here</c> or <c>#channel</c> into the real thing.</summary>
    public sealed record Mrkdwn(string Text) : TextObject
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

    public sealed record Header(TextObject.Plain Text) : Block;

    public sealed record Section(TextObject? Text, ImmutableList<TextObject>? Fields = null, Element? Accessory = null) : Block;

    public sealed record Context(ImmutableList<TextObject> Elements) : Block;

    public sealed record Divider : Block;

    public sealed record Actions(ImmutableList<Element> Elements) : Block;

    /// <summary>Always optional: a required one is refused by the client in Slack's own words, before its draft could be saved.</summary>
    public sealed record Input(TextObject.Plain Label, Element Element, TextObject.Plain? Hint, bool? DispatchAction) : Block
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

    public sealed record Button(TextObject.Plain Text, string? Value, string? Url, string? Style, Confirmation? Confirm) : Element;

    public sealed record PlainTextInput(string? InitialValue, bool? Multiline, TextObject.Plain? Placeholder) : Element;

    public sealed record DatePicker(string? InitialDate, TextObject.Plain? Placeholder) : Element;

    public sealed record StaticSelect(
        ImmutableList<Option>? Options, ImmutableList<OptionGroup>? OptionGroups, Option? InitialOption, TextObject.Plain? Placeholder) : Element;

    public sealed record MultiStaticSelect(
        ImmutableList<Option>? Options, ImmutableList<OptionGroup>? OptionGroups, ImmutableList<Option>? InitialOptions, TextObject.Plain? Placeholder) : Element;

    public sealed record ExternalSelect(Option? InitialOption, int MinQueryLength, TextObject.Plain? Placeholder) : Element;

    public sealed record Checkboxes(ImmutableList<Option> Options, ImmutableList<Option>? InitialOptions) : Element;

    public sealed record RadioButtons(ImmutableList<Option> Options, Option? InitialOption) : Element;
}

internal sealed record Option(TextObject.Plain Text, string Value, TextObject.Plain? Description);

internal sealed record OptionGroup(TextObject.Plain Label, ImmutableList<Option> Options);

internal sealed record Confirmation(TextObject.Plain Title, TextObject.Plain Text, TextObject.Plain Confirm, TextObject.Plain Deny, string? Style);

/// <summary>A modal. <see href="https://docs.slack.dev/reference/views/modal-views"/></summary>
internal sealed record View(
    TextObject.Plain Title, TextObject.Plain? Submit, TextObject.Plain Close, string CallbackId, string PrivateMetadata, ImmutableList<Block> Blocks)
{
    public string Type { get; init; } = "modal";
}

/// <summary>What a message shows: <see cref="Text"/> in notifications and to screen readers, the blocks in the channel.</summary>
internal sealed record Message(string Text, ImmutableList<Block> Blocks);
