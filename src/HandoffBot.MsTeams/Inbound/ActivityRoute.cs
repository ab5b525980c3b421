using HandoffBot.Core.Chat;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Whatever was let in: each kind of activity has its route, and each shows where the bot can be met.</summary>
internal sealed class ActivityRoute(
    TenantPace pace, IConversationBook book, Recent recent, Overtime overtime, IServiceScopeFactory scopes, IServiceProvider requested,
    ILogger<ActivityRoute> log)
{
    public async Task<Answer> AnswerAsync(Admitted admitted)
    {
        var activity = admitted.Activity;
        var met = new Met(admitted);
        var receipt = Receipts.Of(activity);
        if (!pace.Allows(met.Tenant))
            return activity.Type is "invoke" ? InvokeRoute.TurnAway(activity) : Answer.Of(StatusCodes.Status429TooManyRequests);

        if (activity.Type is "message" or "conversationUpdate" or "installationUpdate")
            return await recent.OnceAsync(receipt, () => overtime.RunAsync(receipt, () => WorkAsync(activity, met, receipt)));

        // A message extension is used in conversations in which the bot is not: nothing can be sent there, least of all in somebody's name.
        if (activity.Name?.StartsWith("composeExtension/", StringComparison.Ordinal) != true)
            await RememberAsync(met, receipt);
        return activity.Type is "invoke"
            ? await requested.GetRequiredService<InvokeRoute>().AnswerAsync(activity, met, receipt)
            : Ignore(activity.Type);
    }

    /// <summary>In a scope of its own: it may outlive the request.</summary>
    private async Task<Answer> WorkAsync(Activity activity, Met met, string receipt)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roster = scope.ServiceProvider.GetRequiredService<RosterRoute>();
        if (RosterRoute.Gone(activity, met) is { } gone)
            return await roster.LeaveAsync(gone, receipt);

        await RememberAsync(met, receipt);
        return activity switch
        {
            { Type: "message", Text: null or "", Value: { } value } => await scope.ServiceProvider.GetRequiredService<SubmitRoute>().AnswerAsync(value, met, receipt),
            { Type: "message" } => await scope.ServiceProvider.GetRequiredService<MessageRoute>().AnswerAsync(activity, met, receipt),
            _ => await roster.AnswerAsync(activity, met, receipt),
        };
    }

    /// <summary>Nobody goes unanswered because it could not be noted where they are; the next activity notes it.</summary>
    private async Task RememberAsync(Met met, string receipt)
    {
        try
        {
            if (met.Conversation() is { } conversation)
                await book.RememberAsync(conversation, CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.NotRemembered(failure, receipt);
        }
    }

    private Answer Ignore(string? type)
    {
        log.NotAnswered(type is null ? "an activity without a type" : Shortened.To(type, 60));
        return Answer.Empty;
    }
}
