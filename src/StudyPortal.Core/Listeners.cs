namespace StudyPortal.Core;

/// <summary>Those who listen to a feed of this process.</summary>
internal static class Listeners
{
    /// <summary>Tells each of them. One that fails keeps the news neither from the others nor from being news: what it tells of is committed.</summary>
    public static void Tell<T>(Action<T>? listeners, T news, Action<Exception> failed)
    {
        foreach (var listener in listeners?.GetInvocationList().Cast<Action<T>>() ?? [])
        {
            try
            {
                listener(news);
            }
            catch (Exception failure)
            {
                failed(failure);
            }
        }
    }
}
