namespace HandoffBot.Host;

/// <summary><c>msteams-package</c>: writes the app that is uploaded in Microsoft Teams, for the bot that is configured.</summary>
internal static class MsTeamsPackageCommand
{
    private const string Usual = "handoffbot-msteams.zip";

    /// <param name="args">The words after <c>msteams-package</c>, then configuration keys as the bot takes them.</param>
    /// <returns>The exit code: 0 when the app was written, 1 when it could not be, 2 when the words say nothing.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var words = args.TakeWhile(word => !word.StartsWith('-')).ToArray();
        if (words.Length > 1 || Array.Exists(words, string.IsNullOrWhiteSpace))
        {
            errors.WriteLine($"'{string.Join(' ', words)}' is nothing that msteams-package does. Say msteams-package, or msteams-package FILE.");
            return 2;
        }

        try
        {
            var configuration = Bot.Begin(args[words.Length..]).Configuration;
            return Write(Path.GetFullPath(words.FirstOrDefault(Usual)), configuration, output, errors);
        }
        catch (InvalidDataException malformed) when (StartFailure.Explain(malformed, database: "") is { } sentences)
        {
            return Refuse(sentences, errors);
        }
    }

    private static int Write(string file, IConfiguration configuration, TextWriter output, TextWriter errors)
    {
        var mistakes = new List<string>();
        var id = WhoseApp(configuration["MsTeams:AppId"], mistakes);
        var publisher = AppPublisher.From(configuration, mistakes);
        if (mistakes.Count == 0 && WhyNotWritten(file, AppPackage.Pack(id, publisher)) is { } why)
            mistakes.Add(why);
        if (mistakes.Count > 0)
            return Refuse(mistakes, errors);

        output.WriteLine($"{file} is the app of bot {id:D}. Upload it in Microsoft Teams: Apps, Manage your apps, Upload an app.");
        if (publisher.Website is null)
            output.WriteLine("note: its links lead to example.com; set MsTeams:Package:Website to a page that tells your people about the bot");
        return 0;
    }

    private static Guid WhoseApp(string? given, List<string> mistakes)
    {
        if (Guid.TryParse(given, out var id) && id != Guid.Empty)
            return id;

        var wrong = string.IsNullOrWhiteSpace(given) ? "not set" : Guid.TryParse(given, out _) ? "nobody's" : "not a GUID";
        mistakes.Add($"MsTeams:AppId is {wrong}. Copy the Microsoft App ID from the Azure bot's page, Configuration.");
        return id;
    }

    /// <summary>Never over something else: another app may have been packed there.</summary>
    private static string? WhyNotWritten(string file, byte[] app)
    {
        if (Directory.Exists(file))
            return $"{file} is a folder. Name a file in it, such as {Path.Combine(file, Usual)}.";
        if (File.Exists(file))
            return $"{file} is there already. Delete it, or name another file.";

        try
        {
            using var into = new FileStream(file, FileMode.CreateNew);
            into.Write(app);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be written: {failure.Message.TrimEnd('.')}. Name a file in a folder that is there and may be written to.";
        }
    }

    private static int Refuse(IEnumerable<string> mistakes, TextWriter errors)
    {
        errors.WriteLine("The app cannot be packed:");
        foreach (var mistake in mistakes)
            errors.WriteLine($"  {mistake}");
        return 1;
    }
}
