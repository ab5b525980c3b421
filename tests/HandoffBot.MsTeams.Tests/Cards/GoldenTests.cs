using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Tests.Cards;

/// <summary>
/// What people see, file by file in <c>Golden/</c>. <c>HANDOFFBOT_GOLDEN=write</c> writes the files anew, to be reviewed like code. The
/// conformance test parses them with Microsoft's own library.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static TheoryData<string> Messages => [.. Samples.Cards.Keys];

    public static TheoryData<string> Dialogs => [.. Samples.Forms.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_card_is_drawn_as_it_was_reviewed(string name)
    {
        var drawn = MessageRenderer.Draw(Samples.Cards[name], new(Scene.Tenant, InChannel: !name.StartsWith("sender", StringComparison.Ordinal)));

        Same($"message-{name}.json", drawn.Content);
    }

    [Theory]
    [MemberData(nameof(Dialogs))]
    public void A_form_is_drawn_as_it_was_reviewed(string name) => Same($"dialog-{name}.json", DialogRenderer.Draw(Samples.Forms[name], Likely, typesAhead: name is "every-part" or "checklist-first").Card);

    /// <summary>A card where there is only a dialog for it: the answer to a button that is nobody else's business.</summary>
    [Theory]
    [InlineData("inbox")]
    [InlineData("sender-submitted")]
    public void A_card_in_a_dialog_is_drawn_as_it_was_reviewed(string name) => Same($"dialog-card-{name}.json", DialogRenderer.Draw(Samples.Cards[name]).Card);

    [Fact]
    public void No_golden_file_is_left_over()
    {
        var expected = Samples.Cards.Keys.Select(name => $"message-{name}.json")
            .Concat(Samples.Forms.Keys.Select(name => $"dialog-{name}.json"))
            .Concat(["dialog-card-inbox.json", "dialog-card-sender-submitted.json", "texts.json"]);
        var found = Directory.GetFiles(Folder()).Select(Path.GetFileName);

        Assert.Empty(found.Except(expected));
    }

    private static IReadOnlyDictionary<string, Found> Likely { get; } = new Dictionary<string, Found>
    {
        ["client"] = new("", [new("11111111-0000-4000-8000-000000000000", "Acme Ltd"), new("22222222-0000-4000-8000-000000000000", "Brightwave Ltd")]),
        ["seller"] = new("kim", [new("33333333-0000-4000-8000-000000000000", "Kim"), new("44444444-0000-4000-8000-000000000000", "Kimberley")]),
        ["owner"] = new("", [new(SuggestionId.Of(Scene.Kim.Id), "Kim"), new(SuggestionId.Of(Scene.Olu.Id), "Olu")]),
    };

    internal static void Same(string file, JsonNode drawn)
    {
        var json = drawn.ToJsonString(Readable) + "\n";
        var golden = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("HANDOFFBOT_GOLDEN") == "write")
            File.WriteAllText(golden, json);

        Assert.True(File.Exists(golden), $"{file} is missing: write it with HANDOFFBOT_GOLDEN=write and review it.");
        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), json);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden"));
}
