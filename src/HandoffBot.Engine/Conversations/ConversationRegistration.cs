using HandoffBot.Core.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace HandoffBot.Engine.Conversations;

/// <summary>The conversation and its flows.</summary>
internal static class ConversationRegistration
{
    public static IServiceCollection AddConversation(this IServiceCollection services) => services
        .AddSingleton<IConversation, Conversation>()
        .AddSingleton<Hearing>()
        .AddSingleton<Pressing>()
        .AddSingleton<Submitting>()
        .AddSingleton<NewFlow>()
        .AddSingleton<ChecklistFlow>()
        .AddSingleton<ReviewFlow>()
        .AddSingleton<AnswerFlow>()
        .AddSingleton<AskFlow>()
        .AddSingleton<AnswerQuestionsFlow>()
        .AddSingleton<SenderFlow>()
        .AddSingleton<OwnerFlow>()
        .AddSingleton<PromiseFlow>()
        .AddSingleton<HolderFlow>()
        .AddSingleton<ReRouteFlow>()
        .AddSingleton<ReturnFlow>()
        .AddSingleton<Opening>()
        .AddSingleton<CommitmentFlow>()
        .AddSingleton<NextActionFlow>()
        .AddSingleton<ClientPromiseFlow>()
        .AddSingleton<SetupFlow>()
        .AddSingleton<EvidenceFlow>()
        .AddSingleton<Quotes>()
        .AddSingleton<LikelyHandoffs>()
        .AddSingleton<ExceptionFlow>()
        .AddSingleton<FillInFlow>()
        .AddSingleton<TransferFlow>()
        .AddSingleton<AgreeFlow>()
        .AddSingleton<PingFlow>()
        .AddSingleton<ShowFlow>()
        .AddSingleton<ListFlow>()
        .AddSingleton<HomeFlow>()
        .AddSingleton<HelpFlow>()
        .AddSingleton<TeamFlow>()
        .AddSingleton<AwayFlow>()
        .AddSingleton<HoursFlow>()
        .AddSingleton<PeopleNames>()
        .AddSingleton<SuggestionFlow>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Deeds>()
        .AddSingleton<Redrawing>()
        .AddSingleton<CardUpkeep>()
        .AddSingleton<Adopting>()
        .AddSingleton<Sight>()
        .AddSingleton<FieldContexts>()
        .AddSingleton<ClientNames>()
        .AddSingleton<OpenHandoffs>();
}
