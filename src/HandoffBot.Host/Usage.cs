namespace HandoffBot.Host;

/// <summary>What can be said on the command line.</summary>
internal static class Usage
{
    private const string Words = """
        HandoffBot hands a client from one team to the next in the chat where people already work.

          dotnet run --project src/HandoffBot.Host                       starts the bot; with nothing configured, its playground as well
          dotnet run --project src/HandoffBot.Host -- check [FOLDER]     says what is wrong in a folder of playbooks
          dotnet run --project src/HandoffBot.Host -- migrate            brings the database up to date, and does only that
          dotnet run --project src/HandoffBot.Host -- deliveries         what could not be sent, and why; beside a running bot as well
              deliveries [PAGE]                                          lists it, the oldest first
              deliveries replay ID|all                                   sends it again
              deliveries discard ID|all                                  never sends it
          dotnet run --project src/HandoffBot.Host -- msteams-package [FILE]
                                                                         writes the app that is uploaded in Microsoft Teams
          dotnet run --project src/HandoffBot.Host -- help               this

        Configuration keys are in README.md and appsettings.example.json.
        """;

    public static int Print(TextWriter to)
    {
        to.WriteLine(Words);
        return 0;
    }

    public static int Unknown(string word, TextWriter to)
    {
        to.WriteLine($"'{word}' is not something that this program does.");
        to.WriteLine();
        to.WriteLine(Words);
        return 2;
    }
}
