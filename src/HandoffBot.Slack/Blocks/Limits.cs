namespace HandoffBot.Slack.Blocks;

/// <summary>What Slack accepts. <see href="https://docs.slack.dev/reference/block-kit"/></summary>
internal static class Limits
{
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;

    /// <summary>Bytes of a message's blocks together; Slack refused messages near 13 kB with <c>msg_blocks_too_long</c>.</summary>
    public const int MessageBytes = 12_000;

    /// <summary>Bytes of a view; Slack refuses 250 kB, counted in a way that it does not say.</summary>
    public const int ViewBytes = 120_000;

    public const int MessageText = 3900;
    public const int SectionText = 3000;
    public const int SectionFields = 10;
    public const int FieldText = 2000;
    public const int Header = 150;
    public const int ContextText = 2000;
    public const int ActionElements = 25;
    public const int InputLabel = 2000;
    public const int InputHint = 2000;
    public const int InputValue = 3000;
    public const int Placeholder = 150;
    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int SelectOptions = 100;
    public const int SelectGroups = 100;
    public const int Boxes = 10;
    public const int ConfirmTitle = 100;
    public const int ConfirmText = 300;
    public const int ConfirmButton = 30;
    public const int ViewTitle = 24;
    public const int PrivateMetadata = 3000;
}
