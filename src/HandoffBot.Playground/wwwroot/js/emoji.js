// The emoji short codes that bots and people commonly write. An unknown one stays as it was typed.
const table = `
+1 👍 -1 👎 thumbsup 👍 thumbsdown 👎 wave 👋 clap 👏 raised_hands 🙌 handshake 🤝 pray 🙏 muscle 💪 point_right 👉 point_down 👇 point_up ☝️ ok_hand 👌 eyes 👀
smile 😄 smiley 😃 grinning 😀 slightly_smiling_face 🙂 wink 😉 blush 😊 joy 😂 thinking_face 🤔 neutral_face 😐 sweat_smile 😅 cry 😢 sob 😭 angry 😠 heart_eyes 😍 sunglasses 😎 tada 🎉 confetti_ball 🎊 sleeping 😴 zzz 💤
heart ❤️ star ⭐ sparkles ✨ fire 🔥 zap ⚡ boom 💥 rocket 🚀 bulb 💡 trophy 🏆 medal 🏅 dart 🎯 gift 🎁 key 🔑 seedling 🌱
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️ rotating_light 🚨 no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 exclamation ❗ question ❓ grey_question ❔ information_source ℹ️ sos 🆘 hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ clock1 🕐 clock3 🕒 watch ⌚ bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭
memo 📝 pencil ✏️ pencil2 ✏️ clipboard 📋 page_facing_up 📄 pushpin 📌 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 mag 🔍 calendar 📆 date 📅 spiral_calendar_pad 🗓️ file_folder 📁 open_file_folder 📂 books 📚 book 📖 bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 inbox_tray 📥 outbox_tray 📤 package 📦 email 📧 envelope ✉️ telephone_receiver 📞 phone ☎️ house 🏠 office 🏢 briefcase 💼 gear ⚙️ wrench 🔧 hammer 🔨 shield 🛡️ moneybag 💰 credit_card 💳 wastebasket 🗑️ recycle ♻️ robot_face 🤖
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄 repeat 🔁 fast_forward ⏩ arrow_forward ▶️ double_vertical_bar ⏸️ black_square_for_stop ⏹️
red_circle 🔴 large_orange_circle 🟠 orange_circle 🟠 large_yellow_circle 🟡 yellow_circle 🟡 large_green_circle 🟢 green_circle 🟢 large_blue_circle 🔵 blue_circle 🔵 large_purple_circle 🟣 purple_circle 🟣 white_circle ⚪ black_circle ⚫ small_blue_diamond 🔹 small_orange_diamond 🔸
bust_in_silhouette 👤 busts_in_silhouette 👥 technologist 🧑‍💻 raising_hand 🙋 shrug 🤷 crown 👑 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ 100 💯 new 🆕 ok 🆗`;

const codes = new Map();
for (const [, name, glyph] of table.matchAll(/([\w+-]+) (\S+)/g)) codes.set(name, glyph);

/** The character of a short code, or null; skin tones are left out. */
export const emoji = (name) => codes.get(name.replace(/::skin-tone-\d$/, "")) ?? null;

/** All short codes in a text replaced, for plain_text with emoji: true. */
export const withEmoji = (text) => text.replaceAll(/:([\w+-]+):/g, (whole, name) => emoji(name) ?? whole);
