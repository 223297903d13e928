namespace StudyPortal.Benchmarks;

/// <summary>A key of the reading room, as a function in its page.</summary>
internal static class RoomKey
{
    /// <summary>Presses a key and tells how many milliseconds pass until the room says so.</summary>
    public const string Press =
        """
        ([key, name, value]) => new Promise(resolve => {
          const room = document.getElementById("room");
          const start = performance.now();
          const observer = new MutationObserver(() => look());
          const look = () => {
            if (room.dataset[name] !== value) return;
            observer.disconnect();
            resolve(performance.now() - start);
          };
          observer.observe(room, { attributes: true });
          document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          look();
        })
        """;
}
