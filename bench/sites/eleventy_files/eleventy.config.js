// Makes less than parccli: one page a post, paged lists, an Atom feed of the newest 20.
export default function (config) {
  config.addCollection("news", (all) => all.getFilteredByGlob("content/*.md").reverse());
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("french", (date) => date.toLocaleDateString("fr-FR", { dateStyle: "long", timeZone: "UTC" }));
  config.addPassthroughCopy({ media: "media" });
}

export const config = { dir: { output: "public" }, markdownTemplateEngine: false };
