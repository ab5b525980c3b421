using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HandoffBot.Host;

/// <summary>
/// The app as Microsoft Teams takes it in: a zip of the manifest and its two icons, filled in for one bot. The same publisher gets the same
/// bytes. <see href="https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package"/>
/// </summary>
internal static class AppPackage
{
    private const string Manifest = "manifest.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A zip must name a time, and no other is the same each time it is packed.</summary>
    private static readonly DateTimeOffset Undated = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="bot">The Azure bot's Microsoft App ID. The app itself takes the same, as one bot has one app.</param>
    public static byte[] Pack(Guid bot, AppPublisher publisher)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, Manifest, Filled(bot, publisher));
            Add(zip, "color.png", Shipped("color.png"));
            Add(zip, "outline.png", Shipped("outline.png"));
        }

        return packed.ToArray();
    }

    private static byte[] Filled(Guid bot, AppPublisher publisher)
    {
        var manifest = JsonNode.Parse(Shipped(Manifest))!;
        (manifest["id"], manifest["bots"]![0]!["botId"]) = ($"{bot:D}", $"{bot:D}");
        manifest["composeExtensions"]![0]!["botId"] = $"{bot:D}";
        var developer = manifest["developer"]!;
        developer["name"] = publisher.Name ?? (string?)developer["name"];
        var website = publisher.Website ?? (string?)developer["websiteUrl"];
        developer["websiteUrl"] = website;
        developer["privacyUrl"] = publisher.PrivacyPage ?? website;
        developer["termsOfUseUrl"] = publisher.TermsPage ?? website;
        return JsonSerializer.SerializeToUtf8Bytes(manifest, Readable);
    }

    /// <summary>Stored as it is, so that no compressor's version shows.</summary>
    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Undated;
        using var into = entry.Open();
        into.Write(content);
    }

    private static byte[] Shipped(string name)
    {
        using var shipped = typeof(AppPackage).Assembly.GetManifestResourceStream($"teams/{name}")!;
        using var bytes = new MemoryStream();
        shipped.CopyTo(bytes);
        return bytes.ToArray();
    }
}
